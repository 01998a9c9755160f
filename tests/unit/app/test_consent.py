"""Consent: nothing is spent that nobody agreed to, and what is free needs nobody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.app.consent import Consent, keep_limits, seek_consent
from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.errors import AssetforgeError, RefusedError, UndecidedError
from tests.unit.ui.samples import ask, plan, step

if TYPE_CHECKING:
    from assetforge.plan.model import Plan, Step

FREE_PLAN = plan(step("sketch", cost=FREE))


def paid(address: str, cost: Credits, provider: str = "letzai") -> Step:
    return step(address, cost=cost, of=ask(address, provider=provider))


HERO = plan(paid("hero", Credits.exactly(60)))
CALLED_FREE = plan(replace(paid("hero", FREE), is_metered=True))
RANGE = plan(paid("hero", Credits.between(40, 60)))
RIDDLE = plan(paid("hero", Credits.exactly(60)), paid("riddle", UNKNOWN))
TWO = plan(paid("hero", Credits.exactly(60)), paid("text", Credits.exactly(5), "letta"))
SHARING = plan(
    replace(paid("beach", Credits.exactly(60)), shares=("logo", "photo")),
    replace(paid("shore", Credits.exactly(60)), shares=("logo",)),
)
FREE_BUT_PUBLIC = plan(replace(paid("card", FREE), shares=("logo",)))
BLOCKED = plan(step("hero", "blocked", cost=Credits.exactly(60), of=ask("hero", provider="letzai")))


def agreed(wanted: Plan, consent: Consent, project_limit: Decimal | None) -> bool:
    keep_limits(wanted, consent, project_limit)
    return seek_consent(wanted, consent)


@pytest.mark.parametrize(
    ("wanted", "consent"),
    [
        (FREE_PLAN, Consent()),
        (CALLED_FREE, Consent(says_yes=True)),
        (CALLED_FREE, Consent(limit=Decimal(1), in_ci=True)),
        (FREE_PLAN, Consent(spends_nothing=True, limit=Decimal(0), in_ci=True)),
        (HERO, Consent(limit=Decimal(60))),
        (HERO, Consent(limit=Decimal(60), in_ci=True)),
        (HERO, Consent(limits={"letzai": Decimal(60)})),
        (HERO, Consent(says_yes=True)),
        (HERO, Consent(says_yes=True, limit=Decimal(100), in_ci=True)),
        (RIDDLE, Consent(says_yes=True)),
        (BLOCKED, Consent()),  # nothing can be spent, so nobody is asked
        (BLOCKED, Consent(in_ci=True)),
        (TWO, Consent(limit=Decimal(60))),
        (TWO, Consent(limit=Decimal(5), limits={"letzai": Decimal(60)})),
        (TWO, Consent(limits={"letzai": Decimal(60), "letta": Decimal(5)})),
        (TWO, Consent(limits={"letzai": Decimal(60)}, says_yes=True)),
    ],
)
def test_agreed(wanted: Plan, consent: Consent) -> None:
    assert agreed(wanted, consent, None)


@pytest.mark.parametrize(
    ("wanted", "consent", "error", "words"),
    [
        (HERO, Consent(), UndecidedError, "costs 60 letzai credits, and nobody agreed"),
        (HERO, Consent(says_yes=True, in_ci=True), UndecidedError, "nobody agreed"),
        (TWO, Consent(limits={"letzai": Decimal(60)}), UndecidedError, "nobody agreed"),
        (HERO, Consent(ask=lambda _: True, in_ci=True), UndecidedError, "nobody agreed"),
        (HERO, Consent(spends_nothing=True), RefusedError, "hero would cost 60 letzai credits"),
        (HERO, Consent(spends_nothing=True, says_yes=True), RefusedError, "--no-spend"),
        (HERO, Consent(limit=Decimal(59)), RefusedError, "up to 60 letzai credits, above .* of 59"),
        (HERO, Consent(limit=Decimal(59), says_yes=True), RefusedError, "above the limit"),
        (RANGE, Consent(limit=Decimal(50)), RefusedError, "up to 60"),
        (
            RIDDLE,
            Consent(limit=Decimal(10**9)),
            RefusedError,
            "riddle at letzai is unknown",
        ),
        (
            TWO,
            Consent(limits={"letta": Decimal(4), "letzai": Decimal(60)}),
            RefusedError,
            "5 letta",
        ),
        (BLOCKED, Consent(limit=Decimal(59)), RefusedError, "up to 60 letzai credits"),
        (BLOCKED, Consent(spends_nothing=True), RefusedError, "--no-spend"),
        (
            CALLED_FREE,
            Consent(),
            UndecidedError,
            "hero at a price of 0, whatever the service takes",
        ),
        (
            FREE_BUT_PUBLIC,
            Consent(in_ci=True),
            UndecidedError,
            "nobody agreed to that and to uploading logo to a public address",
        ),
        (CALLED_FREE, Consent(limit=Decimal(0)), RefusedError, "the limit is 0 credits"),
        (CALLED_FREE, Consent(limits={"letzai": Decimal(0)}), RefusedError, "the limit is 0"),
        (
            CALLED_FREE,
            Consent(spends_nothing=True),
            RefusedError,
            "hero would be ordered at letzai, whatever your own config says",
        ),
    ],
)
def test_not_agreed(
    wanted: Plan, consent: Consent, error: type[AssetforgeError], words: str
) -> None:
    with pytest.raises(error, match=words):
        agreed(wanted, consent, None)


@pytest.mark.parametrize("answer", [True, False])
def test_a_person_is_asked_with_the_amount_and_their_word_counts(*, answer: bool) -> None:
    questions: list[str] = []

    def hear(question: str) -> bool:
        questions.append(question)
        return answer

    assert agreed(TWO, Consent(ask=hear), None) is answer
    assert questions == ["Spend 5 letta credits, 60 letzai credits?"]


def test_nobody_is_asked_about_what_is_blocked() -> None:
    mixed = plan(*HERO.steps, *BLOCKED.steps)

    with pytest.raises(UndecidedError, match="the plan costs 60 letzai credits"):
        agreed(mixed, Consent(), None)
    with pytest.raises(RefusedError, match="120 letzai credits"):
        agreed(mixed, Consent(spends_nothing=True), None)


def test_the_limit_of_the_project_can_only_lower_what_the_person_allows() -> None:
    generous = Consent(limit=Decimal(1000))

    with pytest.raises(RefusedError, match="above the limit of 10"):
        agreed(HERO, generous, Decimal(10))
    with pytest.raises(RefusedError, match="above the limit of 20"):
        agreed(HERO, Consent(limit=Decimal(20)), Decimal(1000))


def test_a_limit_of_the_project_is_no_consent() -> None:
    with pytest.raises(UndecidedError):
        agreed(HERO, Consent(), Decimal(1000))


def test_what_becomes_public_is_named_in_the_question() -> None:
    asked: list[str] = []

    def ask_person(question: str) -> bool:
        asked.append(question)
        return True

    assert agreed(SHARING, Consent(ask=ask_person), None)
    assert asked == ["Spend 120 letzai credits, and upload logo, photo to a public address?"]


def test_a_person_is_asked_about_a_price_of_0() -> None:
    asked: list[str] = []

    def ask_person(question: str) -> bool:
        asked.append(question)
        return True

    assert agreed(CALLED_FREE, Consent(ask=ask_person), None)
    assert asked == ["Spend 0 letzai credits (hero at a price of 0, whatever the service takes)?"]


def test_a_limit_of_0_of_the_project_refuses_what_a_config_calls_free() -> None:
    with pytest.raises(RefusedError, match="the limit is 0 credits"):
        agreed(CALLED_FREE, Consent(says_yes=True), Decimal(0))


def test_what_has_no_price_is_agreed_to_by_name() -> None:
    asked: list[str] = []

    def ask_person(question: str) -> bool:
        asked.append(question)
        return False

    assert not seek_consent(RIDDLE, Consent(ask=ask_person))
    assert asked == ["Spend 60 or more letzai credits (the price of riddle is unknown)?"]
