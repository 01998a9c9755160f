from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.report.stored import Kept, Stored
from assetforge.report.torn import Torn
from assetforge.ui.machine import blob_value
from assetforge.ui.store import show_stored, stored_document, worth_text
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import HOSTILE, SUNSET, blob

TORN = Torn(key=digest_bytes(b"t"), path="/store/t.json", why="it is torn")


def kept(
    name: str, worth: Credits = FREE, provider: str = "studio", model: str | None = None
) -> Kept:
    return Kept(
        key=digest_bytes(name.encode()), kind="image", provider=provider, model=model,
        prompt=SUNSET if name == "hero" else name, blob=blob(name), worth=worth,
    )  # fmt: skip


def test_each_result_has_a_line_and_all_have_a_sum() -> None:
    hero = kept("hero", Credits.exactly(560), "letzai", "flux2")
    film = kept("film", Credits.between(100, 200), "letta", "veo31")
    logo = kept("logo")

    assert (
        show_stored(Stored(place="/store", kept=(hero, logo, film)), style=PLAIN, width=80)
        == f"""\
{hero.key[7:19]}  image  letzai/flux2  2.4 MiB  560 credits         Move the scene …
{logo.key[7:19]}  image  studio        2.4 MiB  free                logo
{film.key[7:19]}  image  letta/veo31   2.4 MiB  100 to 200 credits  film
3 results, 7.2 MiB, worth 100 to 200 letta credits, 560 letzai credits, in /store
"""
    )


def test_a_record_that_cannot_be_read_is_named_after_those_that_can() -> None:
    shown = show_stored(Stored(place="/s", kept=(kept("a"),), torn=(TORN,)), style=PLAIN, width=80)

    assert (
        shown
        == f"""\
{kept("a").key[7:19]}  image  studio  2.4 MiB  free  a
1 result, 2.4 MiB, worth no credits, in /s
1 record cannot be read, so nobody knows what was made:
  /store/t.json
`assetforge verify --heal` in the project whose lock has the work writes it again, free.
Where no project has it, remove the file; a paid result is then paid for again.
"""
    )


def test_an_empty_store_is_said_to_be_empty() -> None:
    shown = show_stored(Stored(place="/store", kept=()), style=PLAIN, width=80)

    assert shown == "0 results, 0 bytes, worth no credits, in /store\n"


@pytest.mark.parametrize(
    ("worths", "text"),
    [
        ([], "no credits"),
        ([("studio", FREE)], "no credits"),
        ([("letzai", Credits.exactly(40)), ("letzai", Credits.exactly(2))], "42 letzai credits"),
        (
            [("letzai", Credits.exactly(40)), ("letta", Credits.exactly(2))],
            "2 letta credits, 40 letzai credits",
        ),
        ([("letzai", UNKNOWN)], "unknown letzai credits"),
        ([("letzai", Credits.exactly(40)), ("letzai", UNKNOWN)], "40 or more letzai credits"),
        ([("letzai", Credits.exactly(Decimal("1234.5")))], "1,234.5 letzai credits"),
    ],
)
def test_worth_is_summed_for_each_provider_and_unknown_is_never_nothing(
    worths: list[tuple[str, Credits]], text: str
) -> None:
    assert worth_text(worths) == text


def test_a_document_says_all_of_each_result() -> None:
    given = kept("hero", UNKNOWN, "letzai", "flux2")

    assert stored_document(Stored(place="/store", kept=(given,), torn=(TORN,))) == {
        "format_version": "1.0",
        "document": "store",
        "place": "/store",
        "results": [
            {
                "key": given.key, "kind": "image", "provider": "letzai", "model": "flux2",
                "prompt": SUNSET, "result": blob_value(given.blob),
                "credits": {"low": 0, "high": None, "known": False},
            }
        ],
        "damaged": [{"key": TORN.key, "path": "/store/t.json", "why": "it is torn"}],
    }  # fmt: skip


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    stored = Stored(place=HOSTILE, kept=(kept(HOSTILE, Credits.exactly(1), HOSTILE, HOSTILE),))

    shown = show_stored(stored, style=PLAIN, width=400)

    assert all(character.isprintable() or character == "\n" for character in shown)
