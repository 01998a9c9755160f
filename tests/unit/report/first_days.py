"""Evidence of a first day, written by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import Credits
from assetforge.providers.instruction import Answer, Call
from assetforge.report.witness import Evidence, Seen, Trial, Tried

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Json

TOKEN: Final = "https://abc.0123456789ab.assetforge.invalid/"  # noqa: S105 - what a test sends
IMAGES: Final = "/images"
PICTURE: Final = Trial(
    name="picture", provider="letzai", kind="image", model="wan", cost=Credits.exactly(10)
)


def order(at: float = 10, *, status: int = 201, token: str | None = TOKEN, **body: Json) -> Seen:
    sent: dict[str, Json] = {"prompt": "a lamp", **({} if token is None else {"webhookUrl": token})}
    call = Call(method="POST", path=IMAGES, body=sent)
    answer = Answer(status=status, body={"id": "job-1", **body} if status == 201 else None)
    return Seen(at=at, call=call, answer=answer, is_paid=True)


def record(at: float = 12, **body: Json) -> Seen:
    call = Call(method="GET", path=f"{IMAGES}/job-1")
    return Seen(at=at, call=call, answer=Answer(status=200, body={"id": "job-1", **body}))


def page(at: float, *items: Mapping[str, Json], limit: str = "50", status: int = 200) -> Seen:
    call = Call(method="GET", path=IMAGES, query={"limit": limit})
    return Seen(at=at, call=call, answer=Answer(status=status, body=[dict(each) for each in items]))


def evidence(*seen: Seen, tried: tuple[Tried, ...] = ()) -> Evidence:
    return Evidence(
        provider="letzai", seen=seen, tried=tried, watched=60, token_field="webhookUrl",  # noqa: S106 - a field's name
        routes=(IMAGES,),
    )  # fmt: skip


def tried(charged: int | None = None, url: str | None = None, failure: str = "") -> Tried:
    amount = None if charged is None else Decimal(charged)
    return Tried(trial=PICTURE, charged=amount, url=url, failure=failure)
