from __future__ import annotations

import pytest

from assetforge.adapters import forge_wire
from assetforge.adapters.forge_fault import GoneError, TryAgainError
from assetforge.core.errors import CredentialsError, UnavailableError
from assetforge.providers.instruction import Call
from tests.fakes.forge_server import Fault, ForgeServer
from tests.unit.adapters.forges import asked

COMMENTS = "/repos/acme/spring/issues/7/comments"
GET = Call(method="GET", path=COMMENTS)


def test_pages_are_counted_here_and_no_link_is_followed() -> None:
    with ForgeServer(page=2) as forge:
        for number in range(5):
            forge.say(f"remark {number}")

        found = asked(forge, lambda wire: wire.all(COMMENTS, {"sort": "asc"}))

        assert [each["body"] for each in found] == [f"remark {number}" for number in range(5)]
        pages = [request.target.partition("?")[2] for request in forge.received]
        assert pages == [f"sort=asc&per_page=30&page={number}" for number in (1, 2, 3)]


def test_a_list_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forge_wire, "MOST_PAGES", 2)
    with ForgeServer(page=1) as forge:
        for _ in range(3):
            forge.say("remark")

        with pytest.raises(UnavailableError, match="more than 60 comments"):
            asked(forge, lambda wire: wire.all(COMMENTS, {}))


@pytest.mark.parametrize("n_long", [1, 7, 31])
def test_a_page_that_is_too_long_is_asked_for_in_parts(
    n_long: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forge_wire, "ANSWER_BYTES", 40_000)
    with ForgeServer(page=100) as forge:
        for number in range(64):
            forge.say(f"remark {number}" + "x" * (20_000 if 20 <= number < 20 + n_long else 0))

        found = asked(forge, lambda wire: wire.all(COMMENTS, {}))

        numbers = [str(each["body"]).removeprefix("remark ").rstrip("x") for each in found]
        assert numbers == [str(number) for number in range(64)]


def test_one_comment_that_is_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forge_wire, "ANSWER_BYTES", 10_000)
    with ForgeServer(page=100) as forge:
        forge.say("x" * 20_000)

        with pytest.raises(UnavailableError, match=r"no list: The answer is longer than 10,000"):
            asked(forge, lambda wire: wire.all(COMMENTS, {}))


def test_what_is_no_list_is_not_taken_for_an_empty_one() -> None:
    with ForgeServer() as forge:
        forge.faults.append(Fault(begins="GET", status=200, body={"message": "hello"}))

        with pytest.raises(UnavailableError, match="no list"):
            asked(forge, lambda wire: wire.all(COMMENTS, {}))


@pytest.mark.parametrize(
    ("status", "kind"), [(401, CredentialsError), (404, GoneError), (500, TryAgainError)]
)
def test_a_bad_answer_is_an_error(status: int, kind: type[Exception]) -> None:
    with ForgeServer() as forge:
        forge.faults.append(Fault(begins="GET", status=status))

        with pytest.raises(kind):
            asked(forge, lambda wire: wire.ask(GET))


def test_a_forge_that_is_not_there_is_tried_again() -> None:
    with ForgeServer() as forge:
        pass

    with pytest.raises(TryAgainError) as caught:
        asked(forge, lambda wire: wire.ask(GET))

    assert isinstance(caught.value.told, UnavailableError)


def test_the_token_stands_in_one_header_and_nowhere_else() -> None:
    with ForgeServer() as forge:
        asked(forge, lambda wire: wire.ask(GET))

        (request,) = forge.received
        assert [name for name, value in request.headers if "ghs_" in value] == ["authorization"]
        assert "ghs_" not in request.target
