"""Trust: may this run spend, or are the files here anybody's?

    main ─ begin ─▶ doubt? ─no─▶ as always
                      └─yes─▶ keys leave the environment ─▶ the command line is parsed
                              ─▶ seclude: no connection ─▶ files of the project are read

A run that is in doubt may read and show; it spends nothing, and changes nothing that others use.
The order is the point: whatever is read later finds no key to send, and no way to send it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from assetforge.app.trust_context import doubt_about

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.errors import UntrustedError
    from assetforge.core.secret import Secret

FLAG: Final = "--untrusted"
VARIABLE: Final = "ASSETFORGE_UNTRUSTED"
GUIDE: Final = "docs/guides/untrusted.md"
# The one command that may write elsewhere needs one of these, and no other key.
FORGES: Final = ("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "CI_JOB_TOKEN")
_NO: Final = frozenset({"", "0", "false", "f", "no", "n", "off"})  # as click reads a variable
_BEGUN: Final[dict[str, str]] = {}  # holds the doubt, once it was settled
_TOKENS: Final[dict[str, Secret]] = {}


def begin(words: Sequence[str]) -> None:
    """Settle whether this run is trusted, and put every key away where it is not.

    It comes before everything else, so nothing is parsed yet: `--untrusted` counts wherever it
    stands among the words.
    """
    found = _asked_for(words) or _doubt_here()
    _BEGUN["doubt"] = found
    if found:
        _put_keys_away()


def doubt() -> str:
    """Say why this run is not trusted; empty where it is."""
    return _BEGUN["doubt"] if "doubt" in _BEGUN else _asked_for(()) or _doubt_here()


def require_trust(asked: str) -> None:
    """Make sure that this run is trusted, before something is done that only such a one may.

    Raises:
        UntrustedError: it is not. `asked` names what was to be done.
    """
    found = doubt()
    if found:
        raise untrusted(asked, found)


def untrusted(asked: str, why: str) -> UntrustedError:
    """Make the error that refuses something because of a doubt."""
    from assetforge.core.errors import UntrustedError  # noqa: PLC0415 - `--help` needs none

    return UntrustedError(
        f"{asked} is refused in an untrusted run: {why}",
        next_step="Merge the change first, then build on the protected branch. `assetforge plan` "
        f"and `assetforge build --draft` work here, too: {GUIDE}.",
    )


def forge_token(variable: str) -> Secret | None:
    """Take the token that a comment is written with; None where there is none."""
    from assetforge.core.secret import Secret  # noqa: PLC0415 - for one command

    value = os.environ.get(variable, "").strip()
    return _TOKENS.get(variable) or (Secret(value) if value else None)


def seclude_run(*, keeps_forge: bool = False) -> None:
    """Close what a run in doubt has no use for: every connection, and the tokens of forges.

    `keeps_forge` is for the command that writes a comment, which needs both.
    """
    if keeps_forge:
        return
    from assetforge.adapters.seclusion import seclude  # noqa: PLC0415 - only in doubt

    _TOKENS.clear()
    why = doubt()
    seclude(lambda: untrusted("a connection", why))


def _asked_for(words: Sequence[str]) -> str:
    if FLAG in words:
        return f"`{FLAG}` was given"
    said = os.environ.get(VARIABLE, "").strip().lower()
    return "" if said in _NO else f"{VARIABLE} is set"


def _doubt_here() -> str:
    from assetforge.adapters.event import read_event  # noqa: PLC0415 - for most, a moment

    return doubt_about(os.environ, read_event)


def _put_keys_away() -> None:
    from assetforge.adapters.environment import forget  # noqa: PLC0415 - only in doubt
    from assetforge.app.trust_secrets import secret_names  # noqa: PLC0415 - as above

    _TOKENS.update(_tokens(os.environ))
    forget(secret_names(os.environ))


def _tokens(environ: Mapping[str, str]) -> dict[str, Secret]:
    from assetforge.adapters.known_keys import know  # noqa: PLC0415 - only in doubt
    from assetforge.core.secret import Secret  # noqa: PLC0415 - as above

    given = {name: environ.get(name, "").strip() for name in FORGES}
    found = {name: Secret(value) for name, value in given.items() if value}
    for secret in found.values():
        know(secret)
    return found
