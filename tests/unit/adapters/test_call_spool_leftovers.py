"""What lies in the spool before a call and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.call_spool import Spool
from assetforge.execution.delivery import NotSentError
from assetforge.providers.instruction import Answer
from tests.unit.adapters.spooled import INTENT, begun, made_spool

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return made_spool(tmp_path)


def test_a_call_that_was_prepared_waits_for_whoever_makes_it(spool: Spool) -> None:
    spool.prepare(INTENT)

    assert spool.is_waiting(INTENT)
    assert isinstance(spool.end(INTENT), NotSentError)


@pytest.mark.parametrize("words", [("waiting", "sending"), ("waiting", "sending", "done")])
def test_preparing_changes_nothing_of_what_was_begun(spool: Spool, words: tuple[str, ...]) -> None:
    begun(spool, *words)
    before = spool.end(INTENT)

    spool.prepare(INTENT)

    assert type(spool.end(INTENT)) is type(before)
    assert not spool.is_waiting(INTENT)


def test_what_somebody_is_at_is_not_prepared(spool: Spool) -> None:
    lock = spool.lock(INTENT)
    assert lock is not None

    spool.prepare(INTENT)

    assert spool.call_file(INTENT).read_bytes() == b""


def test_a_spool_names_the_attempts_that_it_has_calls_of(spool: Spool, tmp_path: Path) -> None:
    begun(spool, "waiting", "done")
    (spool.folder / "notes.txt").write_text("not ours", encoding="utf-8")

    assert spool.intents() == {INTENT}
    assert Spool(tmp_path / "nowhere").intents() == frozenset()


@pytest.mark.parametrize(
    ("words", "is_gone"),
    [
        ((), True),
        (("waiting",), True),
        (("waiting", "sending"), False),
        (("waiting", "sending", "done"), False),
    ],
)
def test_of_what_is_not_known_to_be_over_only_an_unsent_call_is_swept(
    spool: Spool, words: tuple[str, ...], *, is_gone: bool
) -> None:
    begun(spool, *words)

    spool.sweep(INTENT, is_over=False)

    assert (spool.intents() == frozenset()) == is_gone


def test_what_is_over_is_swept_unless_somebody_is_at_it(spool: Spool) -> None:
    begun(spool, "waiting", "sending", "done")
    lock = spool.lock(INTENT)
    assert lock is not None

    spool.sweep(INTENT, is_over=True)
    assert isinstance(spool.end(INTENT), Answer)

    lock.release()
    spool.sweep(INTENT, is_over=True)
    assert list(spool.folder.iterdir()) == []
