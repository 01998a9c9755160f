"""What assets would cost if they were made now, and how each price comes about.

hero-clip  video  letzai/video-kling3  300 to 1,500 credits
    150 a second, 5 s
    or that figure for the whole film: the document says 150 without a unit
    x2 for sound
    LetzAI skill, 2026-07-28, inferred
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE, Credits, plain
from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.models_text import figure_text, source_text
from assetforge.ui.quantity import price, prices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.capabilities import Model, Option, Price
    from assetforge.providers.pricing import Breakdown
    from assetforge.report.prices import Quoted
    from assetforge.ui.style import Style

SURE: Final = {"documented": "", "inferred": ", inferred", "own": ""}
NOTHING_PAID: Final = "Nothing here costs credits: everything is made on this computer.\n"
UNPUBLISHED: Final = "no document names a price; your own config can set one"


def show_quotes(quoted: Sequence[Quoted], *, style: Style) -> str:
    """Write each asset's price with its parts, and the sums, kept apart by provider."""
    if not quoted:
        return NOTHING_PAID
    heads = table([_head(each) for each in quoted])
    lines: list[str] = []
    for head, each in zip(heads, quoted, strict=True):
        lines.append(head if each.breakdown.cost.is_known else style.warning(head))
        lines += [style.muted(f"    {part}") for part in _parts(each)]
    lines += ["", style.strong(f"Everything made anew, in credits: {prices(sums(quoted))}.")]
    unknown = [one_line(each.address) for each in quoted if not each.breakdown.cost.is_known]
    if unknown:
        lines.append(style.warning(f"Unknown, at least in part: {', '.join(unknown)}."))
    return "\n".join(lines) + "\n"


def sums(quoted: Sequence[Quoted]) -> dict[str, Credits]:
    """Add up what assets cost at each provider."""
    found: dict[str, Credits] = {}
    for each in quoted:
        found[each.provider] = found.get(each.provider, FREE) + each.breakdown.cost
    return dict(sorted(found.items()))


def _head(quoted: Quoted) -> tuple[str, ...]:
    model = quoted.model
    maker = quoted.provider if model is None else f"{quoted.provider}/{model.id}"
    address = one_line(quoted.address)
    return address, quoted.kind, one_line(maker), price(quoted.breakdown.cost)


def _parts(quoted: Quoted) -> Iterator[str]:
    made_of, model = quoted.breakdown, quoted.model
    found = made_of.price
    if found is None or model is None:
        yield UNPUBLISHED
    else:
        yield _figure(made_of, found, model)
        if found.lower is not None:
            yield "or that figure for the whole film"
    yield from (_option(option) for option in made_of.options)
    if found is not None:
        yield f"{source_text(found.source, found.as_of)}{SURE[found.confidence]}"
        if found.note:
            yield one_line(found.note)


def _figure(made_of: Breakdown, found: Price, model: Model) -> str:
    text = figure_text(made_of.figure, found)
    words = {spoken: word for word, spoken in model.tiers.items()}
    if found.flat is None and made_of.word is None:
        text += f", as `{found.by}` is left open"
    elif made_of.word is not None:
        text += f" for {found.by} {words.get(made_of.word, made_of.word)}"
    if found.unit != "second":
        return text
    if made_of.seconds is None:
        return f"{text}, for an unknown number of seconds"
    least, most = made_of.seconds
    if least == most:
        return f"{text}, {plain(most)} s"
    return f"{text}, {plain(least)} to {plain(most)} s, as `duration` is left open"


def _option(option: Option) -> str:
    wish = option.field if option.above is None else f"a {option.field} above {option.above}"
    if option.multiplier is None:
        return f"dearer for {wish}, by how much is unknown"
    return f"x{plain(option.multiplier)} for {wish}"
