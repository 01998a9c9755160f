"""The text of a file that somebody else may have written: bytes in, characters with places out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FINDINGS: Final = 20  # of one kind in one file; more would tell a person nothing new


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A stretch of a text and what is wrong with it."""

    code: str
    start: int  # offset in characters
    length: int
    summary: str
    detail: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of one file; its lines end in LF."""

    file: str
    text: str

    def place(self, start: int, length: int) -> Place:
        """Find the line and column of a stretch; what reaches past its first line is left out."""
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", start)
        rest = (len(self.text) if line_end < 0 else line_end) - start
        return Place(
            file=self.file,
            line=self.text.count("\n", 0, start) + 1,
            column=start - line_start + 1,
            length=max(1, min(length, rest)),
        )

    def offset(self, line: int, column: int) -> int:
        """Find the offset of a line and column, both from 1; the nearest there is."""
        start = 0
        for _ in range(line - 1):
            after = self.text.find("\n", start) + 1
            start = after or start
        return min(start + max(column, 1) - 1, len(self.text))

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Raise the refusal of the text, if it has faults."""
        if faults:
            raise self.refusal(faults)

    def refusal(self, faults: Sequence[Fault]) -> InvalidError:
        """Make the error that shows the faults."""
        return InvalidError([self._diagnostic(fault) for fault in faults], {self.file: self.text})

    def _diagnostic(self, fault: Fault) -> Diagnostic:
        return Diagnostic(
            code=fault.code,
            place=self.place(fault.start, fault.length),
            summary=fault.summary,
            detail=fault.detail,
            hint=fault.hint,
        )


def decode(file: str, data: bytes, limit: int) -> SourceText:
    """Read bytes as UTF-8 text, without a byte order mark and with LF at the end of lines.

    Raises:
        InvalidError: there are more than `limit` bytes, they are not UTF-8, or they hold control
            characters.
    """
    if len(data) > limit:
        SourceText(file=file, text="").refuse([_too_large(limit)])
    try:
        text = _lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        text = _lines(data.decode("utf-8-sig", errors="replace"))
        SourceText(file=file, text=text).refuse([_not_utf8(error)])
    source = SourceText(file=file, text=text)
    source.refuse(_control_characters(text))
    return source


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _too_large(limit: int) -> Fault:
    most = f"{limit / 2**20:g} MiB" if limit >= 2**20 else f"{limit:,} bytes"
    return Fault(
        code="file-too-large",
        start=0,
        length=1,
        summary="file too large",
        detail=f"the file has more than {most}, the most that is read",
        hint="split it into several files, or check that this is the right one",
    )


def _not_utf8(error: UnicodeDecodeError) -> Fault:
    before = error.object[: error.start].decode("utf-8", errors="replace")
    return Fault(
        code="not-utf-8",
        start=len(_lines(before)),
        length=1,
        summary="not UTF-8",
        detail=f"the byte 0x{error.object[error.start]:02x} here does not belong to UTF-8 text",
        hint="save the file in the encoding UTF-8",
    )


def _control_characters(text: str) -> list[Fault]:
    return [_control_character(found) for found in islice(_CONTROL.finditer(text), MOST_FINDINGS)]


def _control_character(found: re.Match[str]) -> Fault:
    return Fault(
        code="control-character",
        start=found.start(),
        length=1,
        summary="control character",
        detail=f"the control character U+{ord(found[0]):04X} may not stand in TOML",
        hint="delete it; inside a text in double quotes it can be written as an escape",
    )
