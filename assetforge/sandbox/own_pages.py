"""The sandbox's own pages: who it is, and everything it was asked and paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.sandbox.premises import USERNAME
from assetforge.sandbox.refusal import amount, json_answer
from assetforge.sandbox.settings import ORGANIZATION

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.sandbox.message import HttpAnswer
    from assetforge.sandbox.visit import Visit

_SERVICES = ("letzai", "letta")


def show_instance(visit: Visit) -> HttpAnswer:
    """Answer with the name of this one server, so that a test knows that it is its own."""
    premises = visit.premises
    return json_answer({
        "instance": premises.instance, "dialect": premises.settings.dialect,
        "user": {"id": premises.user, "username": USERNAME}, "organization": ORGANIZATION,
    })  # fmt: skip


def show_ledger(visit: Visit) -> HttpAnswer:
    """Answer with every charge, every request and every key that went astray."""
    premises, account = visit.premises, visit.premises.account
    credits_: dict[str, Json] = {
        name: {
            "granted": amount(account.granted), "charged": amount(account.spent(name)),
            "left": amount(account.left(name)),
        }
        for name in _SERVICES
    }  # fmt: skip
    return json_answer({
        "instance": premises.instance, "now": visit.now, "credits": credits_,
        "orders": [charge.record() for charge in account.charges], **premises.traffic.record(),
    })  # fmt: skip


def show_health(_visit: Visit) -> HttpAnswer:
    """Answer that all is well."""
    return json_answer({"status": "ok"})
