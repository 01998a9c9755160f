"""Projects to draw: any graph of sources, paid work at two providers and local work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.names import Kind

MAKERS = ("paid", "paid", "other", "here", "here")
WORDS = ("red", "blue", "green")  # few, so that some assets ask for just the same


@st.composite
def workplaces(
    draw: st.DrawFn, *, most: int = 25, makers: Sequence[str] = MAKERS, shares: bool = True
) -> Workplace:
    """Draw a project; where nothing `shares`, no two assets ask for the same."""
    workplace = Workplace()
    names: list[str] = []
    for number in range(draw(st.integers(1, most))):
        name = f"a{number}"
        if number and draw(st.integers(0, 6)) == 0:
            workplace.source(name, draw(st.sampled_from(WORDS)))
        else:
            _add(draw, workplace, names, draw(st.sampled_from(makers)), shares=shares)
        names.append(name)
    return workplace


def _add(draw: st.DrawFn, workplace: Workplace, names: list[str], by: str, *, shares: bool) -> None:
    name = f"a{len(names)}"
    inputs = draw(st.lists(st.sampled_from(names), max_size=3)) if names else []
    kind: Kind | None = "derive" if by == "here" and inputs and draw(st.booleans()) else None
    words = draw(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)))
    own = {} if shares else {"name": name}
    workplace.add(name, *inputs, by=by, kind=kind, prompt=words[0], look=words[1], **own)
    if draw(st.integers(0, 4)) == 0:
        workplace.move(name, f"assets/{name}", ".webp")


def made_ones(workplace: Workplace) -> list[str]:
    """List the assets that are made, inputs first."""
    return [name for name, asset in workplace.assets.items() if asset.kind != "source"]


def dependants(workplace: Workplace, *names: str) -> set[str]:
    """Find everything that is made from these, directly or not."""
    found = set(names)
    for name, asset in workplace.assets.items():
        if found & set(asset.inputs):
            found.add(name)
    return found - set(names)
