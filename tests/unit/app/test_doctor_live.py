"""The first day at the sandbox, from the plan to what is settled."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.app.consent import Consent
from assetforge.app.doctor_live import PROJECT, Announcer, FirstDay, try_services
from assetforge.app.doctor_trials import errands_at
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import money_places
from assetforge.app.trade import account_here
from assetforge.core.errors import CredentialsError, RefusedError, UndecidedError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.dossier import Dossier, encode_dossier
from tests.unit.adapters.ledger_samples import attempt_of, intent_of
from tests.unit.app.ledgers import write_attempts
from tests.unit.app.placed import place

if TYPE_CHECKING:
    from assetforge.plan.model import Plan
    from tests.sandbox_server import SandboxServer


def tried(consent: Consent, *providers: str) -> tuple[FirstDay | None, list[Plan]]:
    plans: list[Plan] = []
    announcer = Announcer(planned=plans.append, notice=lambda _: None)
    return try_services(providers or ("letzai",), consent, None, announcer), plans


def test_the_checklist_is_settled_for_what_was_agreed_to(served: SandboxServer) -> None:
    before = len(served.orders())

    day, plans = tried(Consent(limit=Decimal(60)))

    assert day is not None
    assert (day.exit, len(plans)) == (Exit.DONE, 1)
    questions = {each.question: each.answer for each in day.settled}
    assert questions["/images: is our token taken and shown?"] == (
        "taken; answer: yes, record: yes, list: yes"
    )
    assert questions["/upscale: is our token taken and shown?"].startswith("taken")
    new = served.orders()[before:]
    assert sum(int(str(each["credits"])) for each in new) == 50
    assert all(not each.is_live for each in all_attempts())


def test_nothing_is_ordered_without_consent(served: SandboxServer) -> None:
    before = len(served.orders())

    with pytest.raises(UndecidedError):
        tried(Consent())
    with pytest.raises(RefusedError):
        tried(Consent(limit=Decimal(40)))
    assert tried(Consent(ask=lambda _: False))[0] is None

    assert len(served.orders()) == before
    assert not money_places().folder.exists()


def test_a_missing_key_is_told_after_what_it_would_cost(
    served: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served.origin
    monkeypatch.delenv("LETZAI_API_KEY")

    with pytest.raises(CredentialsError):
        tried(Consent(says_yes=True))


def test_a_service_that_answers_once_is_tried_with_one_picture(served: SandboxServer) -> None:
    before = len(served.orders())

    day, _ = tried(Consent(says_yes=True), "letta")

    assert day is not None
    assert [each.charged for each in day.tried] == [Decimal(12)]
    assert [each["provider"] for each in served.orders()[before:]] == ["letta"]


def test_what_a_check_that_was_killed_ordered_is_taken_up(served: SandboxServer) -> None:
    picture = errands_at("letzai")[0].step
    job = place(served, project=PROJECT, intent=intent_of(picture.address))
    assert picture.key is not None
    dossier = Dossier(
        key=picture.key, key_schema=1, kind="image", provider="letzai", model=picture.ask.model,
        params=picture.ask.request, refs=(), inputs=(), estimated=picture.cost,
        place=picture.ask.place,
    )  # fmt: skip
    write_attempts(
        attempt_of(
            picture.address,
            key=picture.key,
            state=AttemptState.SUBMITTED,
            job=job,
            made=encode_dossier(dossier),
            account=account_here("letzai"),
        )
    )
    before = len(served.orders())

    day, _ = tried(Consent(says_yes=True))

    assert day is not None
    assert next(each.trial.name for each in day.tried if not each.failure) == "picture"
    assert len(served.orders()) == before + 3
