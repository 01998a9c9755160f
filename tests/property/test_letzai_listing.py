"""Laws of reading a list that changes while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hypothesis import given
from hypothesis import strategies as st

from assetforge.providers.instruction import Answer, Ask
from assetforge.providers.letzai.listing import Listing, listed
from tests.unit.providers.letzai.listings import NOW, item
from tests.unit.providers.letzai.talking import uuid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json
    from assetforge.providers.conversation import Talk

SHAPES: Final = ("bare", "headers", "pagination", "total")
MOST: Final = 50  # that are asked for on a page


@dataclass(slots=True, kw_only=True)
class Server:
    """A list whose jobs come and go between two requests."""

    times: list[float]  # seconds before NOW, of its jobs; the newest first
    shape: str
    page_size: int
    arrivals: list[int]
    departures: list[int]  # places of jobs that are deleted, one list entry for each request
    jobs: list[dict[str, Json]] = field(default_factory=list[dict[str, "Json"]])
    requests: int = 0

    def __post_init__(self) -> None:
        self.jobs = [item(number, NOW - ago) for number, ago in enumerate(sorted(self.times))]

    def answer(self, query: Mapping[str, str]) -> Answer:
        start = (int(query["page"]) - 1) * self.page_size
        shown: list[Json] = list(self.jobs[start : start + self.page_size])
        total = len(self.jobs)
        pages = -(-total // self.page_size)
        self._pass()
        match self.shape:
            case "headers":
                said = {"x-total-count": str(total), "x-total-pages": str(pages)}
                return Answer(status=200, body=shown, headers=said)
            case "pagination":
                told: Json = {"total": total, "totalPages": pages}
                return Answer(status=200, body={"data": shown, "pagination": told})
            case "total":
                return Answer(status=200, body={"data": shown, "total": total, "limit": MOST})
            case _:
                return Answer(status=200, body=shown)

    def _pass(self) -> None:
        number = self.requests
        self.requests += 1
        if number < len(self.departures) and self.shape != "bare" and self.jobs:
            del self.jobs[self.departures[number] % len(self.jobs)]
        if number < len(self.arrivals):
            new = [item(9_000 + 100 * number + each, NOW + number) for each in range(5)]
            self.jobs[:0] = new[: self.arrivals[number]]


@st.composite
def servers(draw: st.DrawFn) -> Server:
    seconds = st.integers(0, 2_000).map(float)
    return Server(
        times=draw(st.lists(seconds, max_size=150)), shape=draw(st.sampled_from(SHAPES)),
        page_size=draw(st.sampled_from([MOST, 20, 7])),
        arrivals=draw(st.lists(st.integers(0, 5), max_size=8)),
        departures=draw(st.lists(st.integers(0, 200), max_size=3)),
    )  # fmt: skip


def read(server: Server, since: float) -> Listing:
    talk: Talk[Listing] = listed("/image-edits", since, lambda _: False)
    try:
        question = next(talk)
        while True:
            assert isinstance(question, Ask)
            question = talk.send(server.answer(question.call.query))
    except StopIteration as end:
        found: Listing = end.value
        return found


@given(server=servers(), ago=st.integers(0, 2_000))
def test_a_whole_list_lacks_nothing_that_was_there_all_the_time(server: Server, ago: int) -> None:
    before = {str(job["id"]) for job in server.jobs}
    young = {uuid(number) for number, age in enumerate(sorted(server.times)) if age <= ago}

    listing = read(server, NOW - ago)

    after = {str(job["id"]) for job in server.jobs}
    if listing.is_whole:
        assert before & after & young <= set(listing.items)


@given(server=servers(), ago=st.integers(0, 2_000))
def test_a_list_at_rest_is_whole_or_too_long(server: Server, ago: int) -> None:
    server.arrivals, server.departures = [], []

    listing = read(server, NOW - ago)

    assert listing.is_whole
    assert server.requests <= -(-len(server.jobs) // server.page_size) + 1
