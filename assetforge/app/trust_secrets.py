"""Which variables of an environment may hold a key: by name, by form, or by what they repeat.

    name     KEY, TOKEN, SECRET … anywhere in it; PAT, PEM, PWD … as a whole part between `_`;
             API at its end; the bare name of a service
    value    an address with a password, a signed query or the address of a hook, a private key, a
             header that authorizes, JSON with a secret, or what begins as keys of services do
    repeats  whatever holds the value of a variable that was dropped for its name or its value

It rather drops one too many: an untrusted run needs few.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANYWHERE: Final = (
    "KEY", "TOKEN", "SECRET", "PASS", "CRED", "AUTH", "BEARER", "PRIVATE", "COOKIE",
    "CONNECTION_STRING", "CONNECTIONSTRING",
)  # fmt: skip
_PARTS: Final = frozenset({
    "CERT", "DSN", "HOOK", "JWT", "NETRC", "PAT", "PEM", "PSW", "PW", "PWD", "SAS", "SESSION",
    "SID", "SK", "WEBHOOK",
})  # fmt: skip
_BARE: Final = frozenset({"GITHUB", "GITLAB", "LETTA", "LETZAI", "OPENAI"})
# Without these nothing runs, and no connection is checked. None of them is ever a key.
_SYSTEM: Final = frozenset({
    "HOME", "LOGNAME", "OLDPWD", "PATH", "PWD", "SHELL", "SSL_CERT_DIR", "SSL_CERT_FILE",
    "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USER", "USERNAME", "USERPROFILE",
})  # fmt: skip
_SIGNED: Final = ("key", "password", "pwd", "secret", "sig", "signature", "token")
_MARKS: Final = ("private key-----", "authorization:", "bearer ")
_HOOKS: Final = ("://hooks.", "/webhooks/")
_FORM: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"gh[a-z]_\w{16}|github_pat_\w{16}|gl[a-z]{2,5}-[\w-]{16}"  # GitHub, GitLab
    r"|(?:sk|rk|pk)[-_][\w-]{16}"  # OpenAI, Anthropic, Stripe
    r"|A[KS]IA[A-Z0-9]{12}|AIza[\w-]{16}"  # Amazon, Google
    r"|xox[a-z]-[\w-]{8}|npm_\w{16}|pypi-[\w-]{16}|hf_\w{16}"  # Slack, registries
    r"|eyJ[\w-]{8,}\.[\w-]{8}"  # a JSON web token
    r"|basic [A-Za-z0-9+/]{8}"  # a header that authorizes
    r")",
    re.ASCII | re.IGNORECASE,
)
_IN_JSON: Final = re.compile(
    r'"[^"]*(?:secret|password|passwd|token|credential|(?:api|access|private|account)_?key)[^"]*"\s*:',
    re.IGNORECASE,
)
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
    return _is_named(upper) or _has_password(value) or _is_signed(value) or _has_form(value)


def _is_named(upper: str) -> bool:
    parts = upper.split("_")
    is_bare = upper in _BARE or parts[-1] == "API"
    return is_bare or not _PARTS.isdisjoint(parts) or any(part in upper for part in _ANYWHERE)


def _has_password(value: str) -> bool:
    before, _, rest = value.partition("://")
    return bool(before and "@" in rest.partition("/")[0])


def _is_signed(value: str) -> bool:
    """Say whether a value holds a word of a query, or of a header, that gives access."""
    lower = value.lower()
    words = lower.replace("?", "&").replace(";", "&").split("&")
    keys = (word.partition("=")[0] for word in words if "=" in word)
    return any(mark in lower for mark in _MARKS) or any(key.endswith(_SIGNED) for key in keys)


def _has_form(value: str) -> bool:
    """Say whether a value looks like a key of a known service, or names a secret in JSON."""
    is_hook = any(mark in value.lower() for mark in _HOOKS)
    return is_hook or bool(_FORM.search(value) or _IN_JSON.search(value))
