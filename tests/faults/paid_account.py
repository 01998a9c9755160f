"""The account of a market: what shops needed, what the sandbox was paid for, and what is there.

needed    assets, each once for all shops      + orders that the service itself failed
          that want the same                   + orders that a person gave up
paid      orders in the sandbox's own ledger
twice     orders of one asset beyond the first that neither failed nor were given up
lost      orders whose result is not in the store, by the bytes that the sandbox serves
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, cast

import httpx

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout, digests_in
from assetforge.core.digest import PREFIX, canonical
from assetforge.execution.attempt import AttemptState
from tests.faults.paid_texts import PAID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Made
    from tests.faults.paid_market import Market
    from tests.sandbox_server import Order

JOBS: Final = ("/images", "/image-edits", "/upscale", "/videos")
LISTS: Final = frozenset({*JOBS, "/upscales"})
KEPT, FAILED, GIVEN_UP = "kept", "failed", "given up"  # what may become of an order
TRIES: Final = 20  # to get one result from a server that has faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was needed and paid; flaws are sentences."""

    needed: int
    paid: int
    twice: int
    failed: int  # by the service
    given_up: int  # by a person, after their answers were lost for good, and charged
    asked: int  # times that a person had to decide
    lists: int  # list requests
    flaws: tuple[str, ...]
    lost: tuple[str, ...]


def settle_account(market: Market) -> Account:
    """Compare what the sandbox was paid for with the ledger and the store."""
    return _Audit(market).account()


class _Audit:
    def __init__(self, market: Market) -> None:
        self._market = market
        self._told = market.sandbox.ledger()
        self._orders = cast("Sequence[Order]", self._told["orders"])
        self._attempts = read_ledger(market.ledger, list_attempts)
        self._by_intent = {each.intent: each for each in self._attempts}
        held = FileStore(str(market.store), read_only=True).list_records().held
        self._made = {each.made.key: each.made for each in held}
        self._stored = dict(digests_in(Layout(market.store).blobs))
        self._letta: dict[str, list[Attempt]] = defaultdict(list)
        for each in self._attempts:
            if each.provider == "letta":
                self._letta[wanted_by(each)].append(each)

    def account(self) -> Account:
        given = self._market.given_up
        fates = [GIVEN_UP if order["id"] in given else self._fate(order) for order in self._orders]
        groups: dict[str, list[str]] = defaultdict(list)
        for order, fate in zip(self._orders, fates, strict=True):
            groups[wanted(order)].append(fate)
        failed, given_up = fates.count(FAILED), fates.count(GIVEN_UP)
        twice = sum(max(0, len(_kept(group)) - 1) for group in groups.values())
        return Account(
            needed=PAID * self._market.rounds + failed + given_up, paid=len(self._orders),
            twice=twice, failed=failed, given_up=given_up,
            asked=self._market.asked, lists=self._lists(),
            flaws=tuple(self._flaws()),
            lost=tuple(fate for fate in fates if fate not in {KEPT, FAILED, GIVEN_UP}),
        )  # fmt: skip

    def _fate(self, order: Order) -> str:
        """Say what became of an order; anything but two words is a loss."""
        if order["provider"] == "letta":
            return self._fate_of_call(order)
        intent = str(order["token"]).removeprefix("https://").partition(".")[0]
        attempt = self._by_intent.get(intent)
        name = f"{order['route']} {order['id']}"
        if attempt is None:
            return f"{name} is in no ledger"
        if attempt.state is AttemptState.STORED and attempt.job == order["id"]:
            return self._fate_of_result(attempt, name)
        if attempt.state is AttemptState.FAILED and self._has_failed(order):
            return FAILED
        return f"{name} noted as {attempt.state} with job {attempt.job}: {attempt.reason}"

    def _fate_of_result(self, attempt: Attempt, name: str) -> str:
        made = self._made.get(attempt.key)
        if made is None or made.job_id != attempt.job or made.result.digest not in self._stored:
            return f"{name} noted as stored, and is not"
        return KEPT if self._serves(made) else f"{name} stored with other bytes than served"

    def _fate_of_call(self, order: Order) -> str:
        """Say what became of a call; which of two brought the result, nobody can tell."""
        attempts = self._letta.get(wanted(order), [])
        stored = [each for each in attempts if each.state is AttemptState.STORED]
        if len(stored) != 1 or stored[0].digest not in self._stored:
            return f"a call for {order['body']} left {[each.state for each in attempts]}"
        return KEPT

    def _has_failed(self, order: Order) -> bool:
        record = self._get(f"{order['route']}/{order['id']}", is_keyed=True)
        return str(json.loads(record)["status"]) == "failed"

    def _serves(self, made: Made) -> bool:
        """Say whether a result is what the sandbox serves, whose faults strike us, too."""
        assert made.url is not None, made
        origin = self._market.sandbox.origin
        path, _, _ = made.url.removeprefix(origin).partition("?")
        urls = [path]
        for _ in range(TRIES):
            if f"{PREFIX}{sha256(self._get(urls[-1])).hexdigest()}" == made.result.digest:
                return True
            for route in JOBS:  # what has expired is served elsewhere once its job was asked for
                record = self._get(f"{route}/{made.job_id}", is_keyed=True).decode()
                urls += re.findall(f'{re.escape(path)}[^"]*', record)
        return False

    def _get(self, path: str, *, is_keyed: bool = False) -> bytes:
        """Get what the sandbox serves; nothing where it refuses."""
        sandbox = self._market.sandbox
        headers = {"Authorization": f"Bearer {sandbox.keys['letzai']}"} if is_keyed else {}
        for _ in range(TRIES):
            try:
                answer = httpx.get(
                    f"{sandbox.origin}{path}", headers=headers, timeout=30, trust_env=False
                )
            except httpx.HTTPError:
                continue
            if answer.is_success:
                return answer.content
            if answer.status_code in {403, 404}:
                break
        return b""

    def _lists(self) -> int:
        requests = cast("Sequence[Mapping[str, object]]", self._told["requests"])
        return sum(
            cast("int", each["count"])
            for each in requests
            if each["method"] == "GET" and each["route"] in LISTS
        )

    def _flaws(self) -> Iterator[str]:
        instances = {each["instance"] for each in (self._told, *self._orders)}
        if instances != {self._market.sandbox.instance}:
            yield f"orders at another server: {instances}"
        for each in self._attempts:
            if each.is_live:
                yield f"still {each.state}: {each.address} {each.reason}"
            if each.state is AttemptState.STORED and each.digest not in self._stored:
                yield f"{each.address} was noted as stored, and its bytes are not there"
            if each.state is AttemptState.VOID and self._was_paid(each):
                yield f"{each.address} was noted as void, and was paid: {each.reason}"

    def _was_paid(self, attempt: Attempt) -> bool:
        return attempt.token is not None and any(
            order["token"] == attempt.token for order in self._orders
        )


def _kept(fates: Sequence[str]) -> list[str]:
    return [fate for fate in fates if fate not in {FAILED, GIVEN_UP}]


def wanted(order: Order) -> str:
    """Name what an order asks for, the same for each order of one asset."""
    body = cast("Mapping[str, object]", order["body"])
    if order["provider"] == "letta":
        return str(body["prompt"])
    return canonical({name: body[name] for name in body if name != "webhookUrl"})  # type: ignore[misc]  # JSON


def wanted_by(attempt: Attempt) -> str:
    return str(json.loads(attempt.request)["body"]["prompt"])
