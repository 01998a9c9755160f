from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.execution.attempt import PLACED, AttemptState
from assetforge.execution.dossier import encode_dossier
from assetforge.execution.order import is_to_replace, order_among
from assetforge.plan.facts import Ordered
from tests.unit.execution.attempts import ATTEMPT, DOSSIER
from tests.unit.lock.samples import made_of

S = AttemptState
OLD, NEW = digest_bytes(b"old"), digest_bytes(b"new")
REPLACING = replace(
    ATTEMPT, state=S.SUBMITTED, job="j", made=encode_dossier(replace(DOSSIER, replaces=OLD))
)
BROUGHT = replace(REPLACING, state=S.STORED, digest=NEW)
MINE = ATTEMPT.project


def test_where_nothing_is_unfinished_there_is_no_order() -> None:
    ended = [replace(ATTEMPT, state=state) for state in (S.VOID, S.FAILED, S.ABANDONED, S.STORED)]

    assert order_among([]) is None
    assert order_among(ended) is None


@pytest.mark.parametrize(
    ("state", "is_certain"),
    [(S.INTENT, False), (S.UNKNOWN, False), (S.SUBMITTED, True), (S.READY, True)],
)
def test_a_live_one_is_under_way(state: AttemptState, *, is_certain: bool) -> None:
    assert order_among([replace(ATTEMPT, state=state)]) == Ordered(
        provider="cloud", job=None, is_certain=is_certain, intent=ATTEMPT.intent, address="hero"
    )


def test_one_that_replaces_another_result_says_which_in_its_own_project() -> None:
    here, elsewhere = order_among([REPLACING], MINE), order_among([REPLACING], "f" * 12)

    assert here is not None
    assert elsewhere is not None
    assert (here.replaces, elsewhere.replaces) == (OLD, None)


def test_what_it_brought_is_unfinished_until_a_lock_names_it() -> None:
    order = order_among([BROUGHT], MINE)

    assert order is not None
    assert (order.replaces, order.brought, order.is_certain) == (OLD, NEW, True)
    assert order_among([BROUGHT], "f" * 12) is None
    assert order_among([replace(BROUGHT, reason=PLACED)], MINE) is None


def test_a_live_one_stands_before_what_was_brought() -> None:
    order = order_among([BROUGHT, replace(REPLACING, intent="b" * 26)])

    assert order is not None
    assert (order.intent, order.brought) == ("b" * 26, None)


def test_an_attempt_takes_the_place_of_the_result_that_it_was_ordered_for() -> None:
    old, new = made_of("hero", b"old"), made_of("hero", b"new")

    assert is_to_replace(REPLACING, old)
    assert not is_to_replace(REPLACING, new)
    assert not is_to_replace(ATTEMPT, old)
    assert not is_to_replace(None, old)
    assert not is_to_replace(REPLACING, None)
