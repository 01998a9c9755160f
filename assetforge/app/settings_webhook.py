"""The address that a user wants word to be sent to, as in https://me.example/hook?project=a."""

from __future__ import annotations

import re
from typing import Final

from assetforge.core.errors import UsageError

LONGEST: Final = 2000  # characters


def parse_webhook(text: str, name: str) -> str:
    """Read an address as it stands; `name` is what it is called, and the text is never repeated.

    Raises:
        UsageError: it is none, is not encrypted, or names a user or a password.
    """
    if len(text) > LONGEST or not _FORM.fullmatch(text):
        raise _unusable(name, _flaw(text))
    return text


# Printable ASCII without spaces; a fragment is never sent.
_FORM: Final = re.compile(
    r"https://(\[[0-9a-f:.]+\]|[a-z0-9][a-z0-9._-]*)(:[0-9]{1,5})?([/?][!-\"$-~]*)?", re.IGNORECASE
)


def _flaw(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme.lower() != "https":
        return "does not begin with https://"
    if len(text) > LONGEST:
        return f"has more than {LONGEST:,} characters"
    if "@" in re.split(r"[/?#]", rest, maxsplit=1)[0]:
        return "holds a user name or a password"
    return "is no address that could be sent to"


def _unusable(name: str, flaw: str) -> UsageError:
    return UsageError(
        f"{name} {flaw}",
        next_step=f"Set {name} to an address such as `https://me.example/hook`.",
    )
