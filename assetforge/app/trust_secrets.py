"""Which variables of an environment may hold a key: by name, by form, or by what they repeat.

    name     KEY, TOKEN, SECRET … anywhere in it; PAT, PEM, PWD … as a whole part between `_`
    value    an address with a password, a signed query, a private key, a header that authorizes
    repeats  whatever holds the value of a variable that was dropped for its name or its value

It rather drops one too many: an untrusted run needs few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANYWHERE: Final = (
    "KEY", "TOKEN", "SECRET", "PASS", "CREDENTIAL", "AUTH", "BEARER", "PRIVATE", "COOKIE",
    "CONNECTION_STRING", "CONNECTIONSTRING",
)  # fmt: skip
_PARTS: Final = frozenset({
    "CERT", "DSN", "JWT", "PAT", "PEM", "PSW", "PWD", "SAS", "SK", "WEBHOOK",
})  # fmt: skip
# Without these nothing runs, and no connection is checked. None of them is ever a key.
_SYSTEM: Final = frozenset({
    "HOME", "LOGNAME", "OLDPWD", "PATH", "PWD", "SHELL", "SSL_CERT_DIR", "SSL_CERT_FILE",
    "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USER", "USERNAME", "USERPROFILE",
})  # fmt: skip
_SIGNED: Final = ("key", "password", "pwd", "secret", "sig", "signature", "token")
_MARKS: Final = ("private key-----", '"private_key"', "authorization:", "bearer ")
_FEWEST: Final = 8  # characters that are no accident in another value


def secret_names(environ: Mapping[str, str]) -> tuple[str, ...]:
    """List the variables that may hold a key."""
    first = [name for name, value in environ.items() if names_secret(name, value)]
    keys = [value for name in first if len(value := environ[name].strip()) >= _FEWEST]
    repeating = (
        name for name, value in environ.items()
        if name.upper() not in _SYSTEM and any(key in value for key in keys)
    )  # fmt: skip
    return tuple(dict.fromkeys((*first, *repeating)))


def names_secret(name: str, value: str = "") -> bool:
    """Say whether a variable may hold a key, looked at by itself."""
    upper = name.upper()
    if upper in _SYSTEM:
        return False
    is_named = any(part in upper for part in _ANYWHERE) or not _PARTS.isdisjoint(upper.split("_"))
    return is_named or _has_password(value) or _is_signed(value)


def _has_password(value: str) -> bool:
    before, _, rest = value.partition("://")
    return bool(before and "@" in rest.partition("/")[0])


def _is_signed(value: str) -> bool:
    """Say whether a value holds a word of a query, or of a header, that gives access."""
    lower = value.lower()
    words = lower.replace("?", "&").replace(";", "&").split("&")
    keys = (word.partition("=")[0] for word in words if "=" in word)
    return any(mark in lower for mark in _MARKS) or any(key.endswith(_SIGNED) for key in keys)
