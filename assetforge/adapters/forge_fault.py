"""What can go wrong with a forge, by the status that it answers with.

    401                      the token is not accepted                      exit 6
    403                      it may not do this: of a fork, or too narrow   exit 6
    404, 410                 not there, or the token cannot see it          exit 1
    422, others of 4xx       what is asked is not possible                  exit 1
    429, 403 with a limit    too many requests                   later, else exit 10
    5xx, no answer           it does not work now                later, else exit 10

Source of the headers of limits: GitHub's and GitLab's documents "Rate limits", 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError, CredentialsError, UnavailableError
from assetforge.core.text import one_line
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from assetforge.providers.instruction import Answer

GUIDE: Final = "docs/guides/pull-requests.md"
_UNKNOWN_TOKEN: Final = 401
_FORBIDDEN: Final = 403  # also where a conversation is locked, whoever has the token
_UNUSABLE: Final = 422
_TOO_MANY: Final = 429
_SERVER: Final = 500
_LIMITS: Final = ("x-ratelimit", "ratelimit")  # as GitHub and GitLab name them


class TryAgainError(Exception):
    """It may work later; `told` is what to say where it does not."""

    def __init__(self, told: AssetforgeError, seconds: float | None = None) -> None:
        super().__init__(told.what)
        self.told = told
        self.seconds = seconds  # to wait, as the forge says; None: it does not


class GoneError(Exception):
    """What was asked for is not there; `told` is what to say."""

    def __init__(self, told: AssetforgeError) -> None:
        super().__init__(told.what)
        self.told = told


def fault(forge: str, variable: str, answer: Answer, now: float) -> Exception:
    """Make the error of an answer that is no success; `now` is in seconds since 1970."""
    said = _said(answer)
    if _is_limited(answer, said):
        return TryAgainError(_limited(forge, said), _seconds(answer, now))
    if _is_gone(answer.status, said):
        return GoneError(_gone(forge, variable, said))
    if answer.status >= _SERVER:
        return TryAgainError(unavailable(forge, f"it answers {answer.status}{said}"))
    if answer.status == _UNKNOWN_TOKEN:
        return _refused(forge, variable, said)
    is_right = answer.status == _FORBIDDEN and "lock" not in said.lower()
    return (
        _forbidden(forge, variable, said) if is_right else _impossible(forge, answer.status, said)
    )


def require_commit(forge: str, value: object) -> str:
    """Take the commit that a request is at.

    Raises:
        UnavailableError: the forge names none.
    """
    if isinstance(value, str) and value:
        return value
    raise unavailable(forge, "it does not say which commit the request is at")


def unavailable(forge: str, why: str) -> UnavailableError:
    """Say that a forge cannot be used now."""
    return UnavailableError(
        f"{forge} could not be asked: {why}",
        next_step="Run it again later: it writes no second comment for the same run.",
    )


def _said(answer: Answer) -> str:
    """Take what the forge says of it, anybody's text."""
    body = answer.body if is_table(answer.body) else dict[str, object]()
    found = next((body[name] for name in ("message", "error") if body.get(name)), answer.text)
    inner = body.get("errors")
    more = f" {inner}" if is_array(inner) else ""
    text = one_line(f"{found}{more}", 200)
    return f" ({text})" if text else ""


def _is_limited(answer: Answer, said: str) -> bool:
    if answer.status == _TOO_MANY:
        return True
    heads = answer.headers
    spent = "retry-after" in heads or any(heads.get(f"{name}-remaining") == "0" for name in _LIMITS)
    return answer.status == _FORBIDDEN and (spent or "rate limit" in said.lower())


def _is_gone(status: int, said: str) -> bool:
    """Say whether something is not there; GitHub answers 422 for a commit that it does not know."""
    return status in {404, 410} or (status == _UNUSABLE and "no commit found" in said.lower())


def _seconds(answer: Answer, now: float) -> float | None:
    heads = answer.headers
    after = heads.get("retry-after", "")
    if after.isascii() and after.isdigit():
        return float(after)
    resets = (heads.get(f"{name}-reset", "") for name in _LIMITS)
    reset = next((each for each in resets if each.isascii() and each.isdigit()), None)
    return None if reset is None else max(float(reset) - now, 1)


def _limited(forge: str, said: str) -> UnavailableError:
    return UnavailableError(
        f"{forge} takes no more requests for now{said}",
        next_step="Run it again later: it writes no second comment for the same run.",
    )


def _refused(forge: str, variable: str, said: str) -> CredentialsError:
    return CredentialsError(
        f"{forge} does not accept the token in {variable}{said}",
        next_step=f"Set {variable} to a token that is valid: {GUIDE}.",
    )


def _forbidden(forge: str, variable: str, said: str) -> CredentialsError:
    rights = {
        "GitHub": "Give the job `permissions: pull-requests: write`. A pull request from a fork "
        f"has a token that only reads: comment from a `workflow_run` job then, see {GUIDE}.",
    }  # fmt: skip
    return CredentialsError(
        f"the token in {variable} may not write comments on {forge} here{said}",
        next_step=rights.get(
            forge, f"Give it the scope `api` and the role Reporter or higher: {GUIDE}."
        ),
    )


def _gone(forge: str, variable: str, said: str) -> AssetforgeError:
    return AssetforgeError(
        f"{forge} does not find what is to be commented on{said}",
        next_step=f"See that the number is right and that the token in {variable} may see it.",
    )


def _impossible(forge: str, status: int, said: str) -> AssetforgeError:
    return AssetforgeError(
        f"{forge} refuses the comment with status {status}{said}",
        next_step="Mend what it says. `--dry-run` prints the comment without posting it.",
    )
