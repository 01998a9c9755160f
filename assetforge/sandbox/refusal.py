"""Refusals: why a request is not done, with the status and the body of the real services.

No document publishes the body; `message` is what clients read first (LetzAI reference, section 5).
"""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from assetforge.sandbox.message import HttpAnswer

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.values import Json, Table


class RefusalError(Exception):
    """A request that is answered with an error; nothing was done and nothing charged."""

    def __init__(self, status: int, message: str, **more: Json) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.more = more

    def answer(self) -> HttpAnswer:
        """Write the refusal as the services do."""
        name = HTTPStatus(self.status).phrase
        body: Table = {
            "statusCode": self.status, "message": self.message, "error": name, **self.more,
        }  # fmt: skip
        return replace(json_answer(body), status=self.status)


def json_answer(value: Json, status: int = 200) -> HttpAnswer:
    """Answer with a document."""
    return HttpAnswer(
        status=status,
        headers={"content-type": "application/json; charset=utf-8"},
        body=json.dumps(value, ensure_ascii=False).encode(),
    )


def amount(credits_: Decimal) -> int | float:
    """Write credits as JSON has them: whole where they are whole."""
    whole = int(credits_)
    return whole if whole == credits_ else float(credits_)


def nothing() -> HttpAnswer:
    """Answer that it is done."""
    return HttpAnswer(status=204)
