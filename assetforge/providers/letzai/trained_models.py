"""Trained models: what a key's account can name by `@tag` in a prompt.

    Ask GET /models, page by page, newest first ─▶ TrainedModel …

Names hold letters, digits, `_` and `.`; only `available` ones work (LetzAI skill, 2026-07-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.providers.conversation import Talk, ask
from assetforge.providers.instruction import Ask
from assetforge.providers.letzai.lists import list_call, read_page
from assetforge.providers.letzai.reading import text
from assetforge.providers.letzai.refusals import unreadable_list
from assetforge.providers.letzai.routes import as_uuid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.values import Json, Table

MODELS: Final = "/models"
AVAILABLE: Final = "available"
MOST_PAGES: Final = 200  # 10,000 models
_COLUMNS: Final = 255  # of a name; OpenAPI, 2025-11-21


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedModel:
    """A trained model, as its account sees it; texts are clean."""

    id: str
    name: str  # without the at-sign
    subject: str  # person, object or style; the service calls it class
    status: str
    version: str | None = None  # None: not said
    created: str | None = None  # ISO 8601, as it was said
    is_active: bool = True  # False: switched off by its owner

    @property
    def is_available(self) -> bool:
        """Whether a prompt may name it."""
        return self.status == AVAILABLE and self.is_active

    @property
    def edition(self) -> str | None:
        """What tells one version of it from the next, as far as the service says."""
        return self.version or self.created


def trained_models(
    name: str | None = None, *, most_pages: int = MOST_PAGES
) -> Talk[tuple[TrainedModel, ...]]:
    """List the trained models, of one name where one is given, each once.

    Raises:
        UnavailableError: an answer is no list.
    """
    found: dict[str, TrainedModel] = {}
    read = 0
    filters: Mapping[str, str] = {} if name is None else {"name": name}
    for number in range(1, most_pages + 1):
        answer = yield from ask(Ask(call=list_call(MODELS, number, filters)))
        page = read_page(answer)
        if page is None:
            raise unreadable_list(MODELS)
        read += page.count
        known = len(found)
        for model in _models(page.items):
            found.setdefault(model.id, model)
        if page.is_last(number, read) or len(found) == known:  # some servers give no totals
            break
    return tuple(found.values())


def _models(items: tuple[Table, ...]) -> Iterator[TrainedModel]:
    for item in items:
        id_, name = as_uuid(item.get("id")), text(item.get("name"))
        if id_ is not None and name is not None:
            yield TrainedModel(
                id=id_, name=one_line(name, _COLUMNS), subject=_word(item.get("class")) or "",
                status=(_word(item.get("status")) or "").lower(),
                version=_word(item.get("version")), created=_word(item.get("createdAt")),
                is_active=item.get("isActive") is not False,
            )  # fmt: skip


def _word(value: Json) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        return str(value)
    found = text(value)
    return None if found is None else one_line(found, _COLUMNS)
