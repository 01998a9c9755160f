"""The first day: what only a live service can settle, and what its answers mean for the settings.

    Evidence ─▶ Settled …    a question, its answer, what follows; or that it stays open

No document answers these questions (reliability notes, section 7). The answers are read from what
was sent and what came back, so that the same evidence always says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from assetforge.core.credits import plain
from assetforge.core.text import one_line
from assetforge.core.values import is_array, is_table
from assetforge.report.first_day_routes import RouteView, views_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.report.witness import Evidence, Tried

SETTLE_SECONDS: Final = 120.0  # how long a lost order is looked for, unless it is set
PAGE: Final = 50  # entries that a page has at most, by the documents
ASKED_PAGE: Final = 100  # entries that are asked for to see whether that holds
_TRACES: Final = ("request-id", "trace-id", "cf-ray")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One question, and what the service showed."""

    provider: str
    question: str
    answer: str
    follows: str = ""  # for the settings, or for a person
    is_open: bool = False  # nothing was seen that settles it


def settle(evidence: Evidence) -> tuple[Settled, ...]:
    """Answer each question as far as the evidence goes."""
    return (*_routes(evidence), *_page(evidence), *_money(evidence), *_headers(evidence),
            *_results(evidence))  # fmt: skip


def _routes(evidence: Evidence) -> Iterator[Settled]:
    for view in views_of(evidence):
        if evidence.token_field and view.token is not None:
            yield _token(evidence, view)
        if view.job is not None and view.lists:
            yield _delay(evidence, view)
            yield _order(evidence, view)
            yield _strangers(evidence, view)


def _token(evidence: Evidence, view: RouteView) -> Settled:
    question = f"{view.route}: is our token taken and shown?"
    if view.job is None:
        return Settled(
            provider=evidence.provider, question=question, is_open=view.status is None,
            answer=f"the order was answered {view.status}" if view.status else "nothing was seen",
            follows="Set `webhook` in your config if it was refused for the token's sake.",
        )  # fmt: skip
    places = [
        f"{name}: {_yes(found)}"
        for name, found in (("answer", view.in_answer), ("record", view.in_record),
                            ("list", view.in_list))
    ]  # fmt: skip
    follows = "A lost order is found by its token."
    if view.in_list is False:
        follows = "A lost order is recognised by what it asks for; two equal ones need a person."
    return Settled(
        provider=evidence.provider, question=question, answer=f"taken; {', '.join(places)}",
        follows=follows if view.in_list is not None else "", is_open=view.in_list is None,
    )  # fmt: skip


def _yes(found: bool | None) -> str:  # noqa: FBT001 - a third state: not seen
    return "not seen" if found is None else "yes" if found else "no"


def _delay(evidence: Evidence, view: RouteView) -> Settled:
    question = f"{view.route}: how soon does the list show a job?"
    if view.delay is None:
        return Settled(
            provider=evidence.provider, question=question,
            answer=f"not within {evidence.watched:.0f} s",
            follows="Absence from this list proves nothing: set `settle_seconds` higher.",
        )  # fmt: skip
    wanted = view.delay * 2
    return Settled(
        provider=evidence.provider, question=question,
        answer=f"after {view.delay:.1f} s at most",
        follows=f"`settle_seconds` of {SETTLE_SECONDS:g} is enough."
        if wanted <= SETTLE_SECONDS
        else f"Set `settle_seconds` to {wanted:.0f} or more.",
    )  # fmt: skip


def _order(evidence: Evidence, view: RouteView) -> Settled:
    question = f"{view.route}: is the list newest first?"
    if view.is_newest_first is None:
        return Settled(
            provider=evidence.provider, question=question, is_open=True,
            answer="too few jobs with a date to tell",
        )  # fmt: skip
    follows = "" if view.is_newest_first else "Lost orders may need a person: `jobs resolve`."
    return Settled(
        provider=evidence.provider, question=question,
        answer="yes" if view.is_newest_first else "no", follows=follows,
    )  # fmt: skip


def _strangers(evidence: Evidence, view: RouteView) -> Settled:
    question = f"{view.route}: does the list show only your own jobs?"
    if view.strangers is None:
        return Settled(
            provider=evidence.provider, question=question, is_open=True,
            answer="it does not say whose they are",
        )  # fmt: skip
    is_own = view.strangers == 0
    return Settled(
        provider=evidence.provider, question=question,
        answer="yes, as far as its newest page goes"
        if is_own
        else f"no: {view.strangers} of {view.entries} are other people's",
        follows="" if is_own else "It is read by your own user name, which is done by itself.",
    )  # fmt: skip


def _page(evidence: Evidence) -> Iterator[Settled]:
    asked = [each for each in evidence.seen if each.call.query.get("limit") == str(ASKED_PAGE)]
    for each in asked[:1]:
        body = each.answer.body
        items = body.get("data") if is_table(body) else body
        count = len(items) if is_array(items) else None
        told = f"asked for {ASKED_PAGE}, it answers {each.answer.status}"
        yield Settled(
            provider=evidence.provider, question="How long may a page of a list be?",
            answer=told if count is None else f"{told} with {count} entries",
            follows=f"Pages of {PAGE} are asked for, which the documents allow everywhere.",
        )  # fmt: skip


def _money(evidence: Evidence) -> Iterator[Settled]:
    said = [each for each in evidence.tried if each.charged is not None]
    done = [each for each in evidence.tried if not each.failure]
    if done:
        yield Settled(
            provider=evidence.provider, question="Do answers tell what a job cost?",
            answer=_charges(said) if said else "no",
            follows="Charges are noted beside estimates; `assetforge pricing` tells differences."
            if said
            else "Estimates come from the catalogue: hold them against your balance there.",
        )  # fmt: skip
    for each in evidence.tried:
        if each.trial.is_stopped:
            yield _refund(evidence, each)


def _charges(said: list[Tried]) -> str:
    told = (
        f"{each.trial.name} {plain(each.charged)} (estimated {each.trial.cost})"
        for each in said
        if each.charged is not None
    )
    return f"yes: {', '.join(told)}"


def _refund(evidence: Evidence, tried: Tried) -> Settled:
    question = "Is a job that is stopped refunded?"
    if not tried.failure:
        return Settled(
            provider=evidence.provider, question=question, is_open=True,
            answer="it was done before it could be stopped",
        )  # fmt: skip
    if tried.charged is not None:
        return Settled(
            provider=evidence.provider, question=question,
            answer=f"its record says {plain(tried.charged)} of {tried.trial.cost} credits",
        )  # fmt: skip
    return Settled(
        provider=evidence.provider, question=question, is_open=True,
        answer="its record does not say",
        follows=f"Look at your balance: {tried.trial.cost} credits less, or not.",
    )  # fmt: skip


def _headers(evidence: Evidence) -> Iterator[Settled]:
    limits: dict[str, str] = {}
    traces: dict[str, str] = {}
    for each in evidence.seen:
        for name, value in each.answer.headers.items():
            if "ratelimit" in name or "rate-limit" in name or name == "retry-after":
                limits[name] = value
            elif any(name.endswith(trace) for trace in _TRACES):
                traces[name] = value
    if not evidence.seen:
        return
    yield Settled(
        provider=evidence.provider, question="Does it tell how often it may be asked?",
        answer=one_line(", ".join(f"{name}: {value}" for name, value in limits.items()), 200)
        or "no header of any answer says so",
        follows="Set `rate` below that." if limits else "",
    )  # fmt: skip
    yield Settled(
        provider=evidence.provider, question="Does an answer carry a name for the support?",
        answer=one_line(", ".join(traces), 120) or "no",
    )  # fmt: skip


def _results(evidence: Evidence) -> Iterator[Settled]:
    urls = [urlsplit(each.url) for each in evidence.tried if each.url is not None]
    if not urls:
        return
    hosts = sorted({url.hostname or "" for url in urls})
    signed = any(url.query for url in urls)
    yield Settled(
        provider=evidence.provider, question="Where do results lie, and need they a key?",
        answer=f"{one_line(', '.join(hosts), 120)}; fetched without a key",
        follows="Their addresses are signed and may end; bytes are fetched at once."
        if signed
        else "Run `assetforge verify` some day to see whether they still are there.",
    )  # fmt: skip
