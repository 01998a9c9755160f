"""What may go from the store, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import one_line, shorten
from assetforge.ui.columns import table
from assetforge.ui.machine import credits_value, document
from assetforge.ui.quantity import counted, price, size
from assetforge.ui.store import torn_lines, torn_values, worth_text

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.report.collected import Collected
    from assetforge.ui.style import Style


def show_collected(found: Collected, *, style: Style, width: int) -> str:
    """Write what may go or went, and the credits that this destroys."""
    lines = _gone_lines(found, style, width) if found.gone else [_nothing(found.days)]
    torn = torn_lines(found.torn, style)
    if torn:
        torn.append("Bytes that no record speaks of stay: one of these may speak of them.")
    return "\n".join([*lines, *torn]) + "\n"


def collected_document(found: Collected) -> Table:
    """Write what may go or went, for programs."""
    gone: list[Json] = [
        {
            "digest": each.digest, "what": each.what, "provider": each.provider,
            "frees": each.frees, "credits": credits_value(each.worth),
        }
        for each in found.gone
    ]  # fmt: skip
    return document(
        "store", {"removed": found.is_done, "things": gone, "damaged": torn_values(found.torn)}
    )


def _nothing(days: int) -> str:
    if not days:
        return "Nothing may go: a lock refers to everything."
    lately = f"in the last {counted(days, 'day')}"
    return f"Nothing may go: a lock refers to everything, or did {lately}, or it is newer."


def _gone_lines(found: Collected, style: Style, width: int) -> list[str]:
    rows = [
        (each.digest.partition(":")[2][:12], size(each.frees), price(each.worth),
         one_line(each.what))
        for each in found.gone
    ]  # fmt: skip
    lines = [shorten(line, width) for line in table(rows)]
    space = size(sum(each.frees for each in found.gone))
    worth = worth_text((each.provider, each.worth) for each in found.gone)
    verb = "Removed" if found.is_done else "Would remove"
    last = f"{verb} {counted(len(found.gone), 'thing')}: {space}, worth {worth}."
    advice = [] if found.is_done else ["`assetforge store gc --yes` removes them."]
    return [*lines, style.strong(last), *advice]
