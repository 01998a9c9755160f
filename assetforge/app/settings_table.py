"""One table of the config file: what it holds is taken key by key, and every problem is noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from assetforge.app.settings_secrets import holds_secret, secret_in_file
from assetforge.app.settings_values import TAKES, UnfitError
from assetforge.core.diagnostics import Problem
from assetforge.core.values import is_table
from assetforge.manifest.wording import known_here, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetforge.app.settings_values import Read
    from assetforge.core.diagnostics import KeyPath

_T = TypeVar("_T")
KEY_VARIABLES: Final[Mapping[str, str]] = {"letzai": "LETZAI_API_KEY", "letta": "LETTA_API_KEY"}
# What people write, and what the key is called here.
_OTHER_WORDS: Final[Mapping[str, str]] = {
    "url": "base_url", "endpoint": "base_url", "host": "base_url", "origin": "base_url",
    "jobs": "concurrency", "requests_per_second": "rate", "organizationid": "organization",
    "organization_id": "organization", "webhookurl": "webhook", "webhook_url": "webhook",
    "budget": "daily_limit", "max_credits": "daily_limit", "day_limit": "daily_limit",
    "poll_floor": "poll_floor_seconds", "settle": "settle_seconds", "price": "prices",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigTable:
    """A table, where it stands, and the list that problems are noted in."""

    file: str
    path: KeyPath
    content: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list[Problem])  # shared by all tables

    def take(self, key: str, read: Read[_T]) -> _T | None:
        """Read the value of a key; None where it is absent, or unfit, which is noted."""
        if key not in self.content:
            return None
        try:
            return read(self.content[key])
        except UnfitError as error:
            self.note_unfit(key, TAKES[key], error.reason)
            return None

    def inner(self, key: str) -> ConfigTable:
        """Take a table inside; an empty one where it is absent or something else."""
        value = self.content.get(key, {})
        if not is_table(value):
            self.note(
                "wrong-type", key, "wrong type", f"`{key}` takes a table",
                f"write `[{'.'.join(map(str, (*self.path, key)))}]` on a line of its own",
            )  # fmt: skip
        return ConfigTable(
            file=self.file, path=(*self.path, key), content=value if is_table(value) else {},
            problems=self.problems,
        )  # fmt: skip

    def refuse_others(self, known: Collection[str], holder: str) -> None:
        """Note every key that is not known here; one that holds a secret gets its own words."""
        for key in self.content:
            if key not in known:
                self.problems.append(self._unknown(key, known, holder))

    def note_unfit(self, key: str, takes: str, reason: str) -> None:
        """Note a value that its key does not take."""
        more = f"; {reason}" if reason else ""
        self.note(
            "wrong-value", key, "a value that does not fit", f"`{key}` takes {takes}{more}",
            f"change `{key}`, or leave it out", on_key=False,
        )  # fmt: skip

    def note(self, code: str, key: str, *said: str, on_key: bool = True) -> None:
        """Note a problem at a key: its summary, its detail and a hint."""
        summary, detail, hint = said
        self.problems.append(
            Problem(
                code=code, file=self.file, path=(*self.path, key), summary=summary,
                detail=detail, hint=hint, on="key" if on_key else "value",
            )
        )  # fmt: skip

    def _unknown(self, key: str, known: Collection[str], holder: str) -> Problem:
        path = (*self.path, key)
        if holds_secret(key):
            own = KEY_VARIABLES.get(str(self.path[0])) if self.path else None
            return secret_in_file(self.file, path, own or " and ".join(KEY_VARIABLES.values()))
        other = _OTHER_WORDS.get(key.lower(), "")
        hint = f"did you mean `{other}`?" if other in known else suggestion(key, known)
        if key in TAKES:
            hint = f"only letzai has it; {known_here(key, known)}"
        return Problem(
            code="unknown-key", file=self.file, path=path, on="key", summary="unknown key",
            detail=f"`{key}` is not a key of {holder}", hint=hint,
        )  # fmt: skip
