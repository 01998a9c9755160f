"""A visit: one request at the right endpoint, with what the way there told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.sandbox.body import is_uuid, read_body
from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.sandbox.body import Fields
    from assetforge.sandbox.message import HttpRequest
    from assetforge.sandbox.premises import Premises


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What an endpoint needs to know."""

    premises: Premises
    request: HttpRequest
    now: float  # seconds since 1970
    route: str  # the collection, as `/images`
    parts: tuple[str, ...] = ()  # of the path, where the route leaves them open

    @property
    def call(self) -> str:
        """Method and path, as faults are told where to strike."""
        return f"{self.request.method} {self.request.path}"

    @property
    def id(self) -> str:
        """The id in the path.

        Raises:
            RefusalError: 400, it is no UUID.
        """
        if not is_uuid(self.parts[0]):
            raise RefusalError(400, "Validation failed (uuid is expected)")
        return self.parts[0].lower()

    def body(self, fields: Fields) -> Table:
        """Read the body.

        Raises:
            RefusalError: 400, it is not as the endpoint wants it.
        """
        return read_body(self.request.body, fields)
