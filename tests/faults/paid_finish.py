"""Finishing a round: builds until all is done, with a person who decides what no machine can.

exit 7, 9  an answer or a picture is gone for good ─▶ the person looks at the service, and says
           `jobs resolve` with the intent that the build printed
exit 1 …   a job failed, a download was spoilt, the service was away ─▶ the next build goes on
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, cast

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.core.exits import Exit
from tests.faults.paid_account import wanted, wanted_by
from tests.faults.paid_market import BUG, BUILD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from assetforge.execution.attempt import Attempt
    from tests.faults.paid_market import Market, Shop
    from tests.faults.paid_running import Running
    from tests.sandbox_server import Order

MOST_BUILDS: Final = 30  # until a round is done
ADVICE: Final = re.compile(r"assetforge jobs resolve ([a-z2-7]{26})")
GO_ON: Final = frozenset(
    {Exit.FAILED, Exit.UNDECIDED, Exit.DAMAGED, Exit.UNAVAILABLE}
)  # what the faults of the sandbox may end in


def finish(shop: Shop, chance: Random) -> Iterator[str]:
    """Build until all is done; yields what is not as it should be."""
    told = ""
    for _ in range(MOST_BUILDS):
        ended = shop.run(*BUILD)
        code = ended.wait()
        if code == 0:
            return
        told = ended.said
        if code not in GO_ON or BUG in told:
            yield f"a build ended with {code}: {told}"
            return
        yield from _decide(shop, chance, set(ADVICE.findall(told)))
    yield f"it was not done after {MOST_BUILDS} builds: {told}"


def flaws_of_the_done(shop: Shop) -> Iterator[str]:
    """Plan and build where all is done; yields what they do although there is nothing to do."""
    before = len(shop.market.sandbox.orders())
    for words in (("plan", "--detailed-exitcode"), BUILD):
        ended = shop.run(*words)
        if ended.wait():
            yield f"`{' '.join(words)}` after the last build ended with {ended.wait()}"
    if len(shop.market.sandbox.orders()) != before:
        yield "a build that had nothing to do ordered something"


def _decide(shop: Shop, chance: Random, intents: set[str]) -> Iterator[str]:
    """Be the person: look at the service, then resolve what the build says must be resolved."""
    for attempt in read_ledger(shop.market.ledger, list_attempts):
        if attempt.intent not in intents or attempt.job is not None:
            continue  # of a job that is known the advice is to build again first
        order = _order_of(attempt, shop.market)
        if order is not None and attempt.provider == "letzai":
            words = ["--job", str(order["id"])]
        else:
            words = [chance.choice(("--retry", "--drop"))]
            if order is not None:
                shop.market.given_up.add(str(order["id"]))
        shop.market.asked += 1
        ended = shop.run("jobs", "resolve", attempt.intent, *words, "--json")
        if ended.wait():
            yield f"`jobs resolve {' '.join(words)}` ended with {ended.wait()}: {ended.said}"
        elif not _was(ended, attempt):
            yield f"`jobs resolve` said what is not so: {ended.out.read_text('utf-8')}"


def _order_of(attempt: Attempt, market: Market) -> Order | None:
    """Find what an attempt ordered. A person can do so at LetzAI; at Letta only we can."""
    for order in market.sandbox.orders(attempt.provider):
        if order["id"] in market.given_up:
            continue
        if attempt.token is not None and order["token"] == attempt.token:
            return order
        if attempt.provider == "letta" and wanted(order) == wanted_by(attempt):
            return order
    return None


def _was(ended: Running, attempt: Attempt) -> bool:
    document = cast("Mapping[str, Sequence[object]]", json.loads(ended.out.read_text("utf-8")))
    return document["was"] == attempt.state and len(document["jobs"]) == 1
