"""Where the API of a forge is: an origin, and a path below which everything stands.

https://api.github.com          https://git.example.com/api/v3
https://gitlab.com/api/v4       http://127.0.0.1:8080/api/v4, on this machine alone
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.origin import parse_origin
from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from assetforge.adapters.origin import WebOrigin

_FORM: Final = re.compile(
    r"(https?://[^/?#]+)((?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*)/?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeAddress:
    """An origin and a path, which is empty or begins with a slash and does not end with one."""

    origin: WebOrigin
    path: str


def parse_address(text: str, variable: str) -> ForgeAddress:
    """Read a base URL that the environment gives; its text is never repeated.

    Raises:
        UsageError: it is no https URL, or it has more than a host and a path.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise _unusable(variable)
    return ForgeAddress(origin=parse_origin(match[1], variable), path=match[2])


def _unusable(variable: str) -> UsageError:
    return UsageError(
        f"{variable} is no https address with a plain path",
        next_step=f"Set {variable} as the CI service does, as `https://api.github.com`.",
    )
