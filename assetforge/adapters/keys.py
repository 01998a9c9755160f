"""Keys: what a service is paid with, read from the environment and from nowhere else.

A key is bound to the origin in the same settings: the built-in one, or the one that the user set
beside it. From then on no text leaves with it (`known_keys`), and it stays a `Secret` until the
transport writes it into a request to that origin.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assetforge.adapters.known_keys import know
from assetforge.core.errors import CredentialsError
from assetforge.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.providers.settings import ServiceSettings

_LONGEST: Final = 4096  # characters; a token of a login is long, and still fits into a header
_ACCOUNT_DIGITS: Final = 8


def credentials(settings: ServiceSettings, environ: Mapping[str, str]) -> Secret | None:
    """Read the key of a service; None where none is set.

    Raises:
        CredentialsError: what is set cannot be a key. The message does not show it.
    """
    value = environ.get(settings.key_variable, "").strip()
    if not value:
        return None
    return checked_key(settings.key_variable, Secret(value))


def checked_key(variable: str, secret: Secret) -> Secret:
    """Take a key that was found in a variable; from then on no text leaves with it.

    Raises:
        CredentialsError: it cannot be one. The message does not show it.
    """
    flaw = _flaw(secret.reveal())
    if flaw is not None:
        raise _unusable(variable, flaw)
    know(secret)
    return secret


def account_of(secret: Secret, organization: str | None = None, origin: str | None = None) -> str:
    """Name the account that orders are paid from, without telling the key: 8 hexadecimal digits.

    One key may pay for several organizations, and may be used at another place than the built-in
    one, which `origin` names; jobs of one are not seen from another.
    """
    named = (("organization", organization), ("origin", origin))
    more = [f"{word} {name}" for word, name in named if name]
    return sha256("\n".join([secret.reveal(), *more]).encode()).hexdigest()[:_ACCOUNT_DIGITS]


def _flaw(value: str) -> str | None:
    if len(value) > _LONGEST:
        return f"is longer than {_LONGEST:,} characters"
    if any(character.isspace() for character in value):
        return "holds a space or a line break"
    if not value.isascii():
        return "holds a character that is not ASCII"
    return None if value.isprintable() else "holds a control character"


def _unusable(variable: str, flaw: str) -> CredentialsError:
    return CredentialsError(
        f"{variable} {flaw}, so it cannot be a key",
        next_step=f"Set {variable} to the key alone, without `Bearer` and without quotes.",
    )
