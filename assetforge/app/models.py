"""The models that can be named here, with what they do and cost this user.

What only a service can tell (a key's own trained models) is no part of the catalogue: it joins the
listing in `list_models`, once it is asked for there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.offers import registry
from assetforge.core.diagnostics import did_you_mean
from assetforge.core.errors import UsageError
from assetforge.core.limits import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.app.settings import Settings
    from assetforge.core.capabilities import Capabilities, Model
    from assetforge.core.names import Kind


def list_models(
    settings: Settings, provider: str | None = None, kind: Kind | None = None
) -> tuple[Model, ...]:
    """List the catalogued models, of one provider or kind where they are named.

    Raises:
        UsageError: there is no such provider.
    """
    return tuple(
        model
        for able in _able(settings, provider)
        for model in able.models
        if kind in {None, model.kind}
    )


def open_providers(settings: Settings, provider: str | None = None) -> tuple[str, ...]:
    """Name those who need no list: they take any model, and make everything here."""
    return tuple(able.provider for able in _able(settings, provider) if able.is_open)


def find_models(settings: Settings, word: str) -> tuple[Model, ...]:
    """Find the models that a word means, at every provider and for every kind.

    Raises:
        UsageError: it means none.
    """
    everyone = _able(settings, None)
    found = [able.find(model.kind, word) for able in everyone for model in able.models]
    unique = {(each.provider, each.kind, each.id): each for each in found if each is not None}
    if not unique:
        raise _no_model(word, everyone)
    return tuple(unique.values())


def _able(settings: Settings, provider: str | None) -> tuple[Capabilities, ...]:
    known = registry(settings).capabilities
    if provider is None:
        return tuple(known.values())
    if provider not in known:
        raise _no_provider(provider, known)
    return (known[provider],)


def _no_provider(provider: str, known: Iterable[str]) -> UsageError:
    near = did_you_mean(provider, known)
    return UsageError(
        f"`{provider}` is no provider",
        next_step=near.capitalize() or f"Known are {listed(sorted(known), 'and')}.",
    )


def _no_model(word: str, everyone: Iterable[Capabilities]) -> UsageError:
    words = {each for able in everyone for model in able.models for each in model.words}
    near = did_you_mean(word, sorted(words))
    return UsageError(
        f"`{word}` is no model of the catalogue",
        next_step=near.capitalize() or "`assetforge models` lists what there is.",
    )
