"""Diagnostics as a person reads them: the line in question, what is wrong with it, and a way out.

    error[unknown-key]: unknown key
      --> assets.toml:8:1
       |
     5 | [image.hero]                        the header that the line belongs to, if it is apart
    ...
     8 | widht = 1024
       | ^^^^^ `widht` is not a key of an image
       |
      hint: did you mean `width`?

A detail too long for its place stands on lines of its own; of a long line only the part around the
mark is shown. All foreign text is made inert; marks are set by the columns that a terminal shows.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final, NamedTuple

from assetforge.core.text import (
    ELLIPSIS,
    character_width,
    clean,
    display_width,
    one_line,
    shorten,
)
from assetforge.ui.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.diagnostics import Diagnostic, Place
    from assetforge.core.errors import InvalidError
    from assetforge.ui.style import Style

WIDTH: Final = 100  # columns of text beside the gutter
MOST_SHOWN: Final = 50  # diagnostics


def show_diagnostic(
    diagnostic: Diagnostic, texts: Mapping[str, str], *, style: Style = PLAIN
) -> str:
    """Draw a diagnostic with the excerpt of its file's text, if that is among `texts`."""
    lines = texts.get(diagnostic.place.file, "").split("\n")
    return _draw(diagnostic, lines, style)


def show_problems(error: InvalidError, *, style: Style = PLAIN) -> str:
    """Draw every diagnostic of an error, `MOST_SHOWN` at most, and say how many more there are."""
    shown = error.diagnostics[:MOST_SHOWN]
    files = {diagnostic.place.file for diagnostic in shown}
    lines = {file: error.texts.get(file, "").split("\n") for file in files}
    pictures = [_draw(diagnostic, lines[diagnostic.place.file], style) for diagnostic in shown]
    rest = len(error.diagnostics) - len(shown)
    return "\n\n".join([*pictures, f"{ELLIPSIS} and {rest:,} more"] if rest else pictures)


def _draw(diagnostic: Diagnostic, lines: Sequence[str], style: Style) -> str:
    place = diagnostic.place
    margin = " " * (len(str(place.line)) + 1)
    bar = style.muted(f"{margin} |")
    paint = style.error if diagnostic.severity == "error" else style.warning
    title = paint(f"{diagnostic.severity}[{clean(diagnostic.code)}]")
    where = f"{one_line(place.file)}:{place.line}:{place.column}"
    drawn = [
        f"{title}: {style.strong(one_line(diagnostic.summary))}",
        f"{margin}{style.muted('-->')} {where}",
        bar,
        *_context(lines, place.line, style),
        *_marked(diagnostic, lines, style),
    ]
    if diagnostic.hint:
        drawn += [bar, f"{margin}{style.hint('hint:')} {one_line(diagnostic.hint)}"]
    return "\n".join(drawn)


_HEADER: Final = re.compile(
    r"""[ \t]*+\[\[?+(?:[^\[\]"'\#=,]++|"[^"]*+"|'[^']*+')++\]\]?+[ \t]*+(?:\#.*)?+$""", re.VERBOSE
)
_FAR: Final = 1_000  # lines to look back for a header


def _context(lines: Sequence[str], line: int, style: Style) -> Iterator[str]:
    """Draw the table's header above a line, and what stands for the lines between."""
    found = _header_above(lines, line)
    if found is None:
        return
    number = style.muted(f" {found + 1:>{len(str(line))}} |")
    yield f"{number} {shorten(_shown(lines[found].rstrip()), WIDTH)}"
    if found + 2 < line:
        yield style.muted("...")


def _header_above(lines: Sequence[str], line: int) -> int | None:
    """Find the index of the header; what stands inside a text of several lines is none."""
    if line > len(lines) or _HEADER.match(lines[line - 1]):
        return None
    quotes = 0
    for index in range(line - 2, max(-1, line - 2 - _FAR), -1):
        quotes += lines[index].count('"""') + lines[index].count("'''")
        if quotes % 2 == 0 and _HEADER.match(lines[index]):
            return index
    return None


def _marked(diagnostic: Diagnostic, lines: Sequence[str], style: Style) -> Iterator[str]:
    """Draw the line, the marks under it and the detail."""
    place = diagnostic.place
    detail = one_line(clean(diagnostic.detail, limit=2_000))
    bar = style.muted(" " * (len(str(place.line)) + 1) + " |")
    text = lines[place.line - 1] if place.line <= len(lines) else ""
    if not text.strip():
        yield from (f"{bar} {line}" for line in _wrapped(detail, 0))
        return
    window = _window(text, place)
    marks = " " * window.before + style.error("^" * window.marked)
    yield f"{style.muted(f' {place.line} |')} {window.shown}"
    if window.before + window.marked + 1 + display_width(detail) <= WIDTH:
        yield f"{bar} {marks} {detail}".rstrip()
        return
    yield f"{bar} {marks}"
    indent = window.before if window.before <= WIDTH // 4 else 0
    yield from (f"{bar} {line}" for line in _wrapped(detail, indent))


def _wrapped(text: str, indent: int) -> list[str]:
    return [" " * indent + line for line in textwrap.wrap(text, WIDTH - indent)]


class _Window(NamedTuple):
    """The part of a line that is shown; all counts are columns."""

    shown: str
    before: int  # from its beginning to the marks
    marked: int


def _window(text: str, place: Place) -> _Window:
    """Cut a line to `WIDTH` columns such that the marked part begins in it."""
    start = min(place.column - 1, len(text))
    end = min(start + place.length, len(text))
    left = 0 if _fits(text) else _reach_back(text, start)
    prefix = ELLIPSIS if left else ""
    before = display_width(prefix + _shown(text[left:start]))
    shown = shorten(prefix + _shown(text[left : left + WIDTH + 1].rstrip()), WIDTH)
    marked = display_width(_shown(text[start : min(end, start + WIDTH)]))
    return _Window(shown, before, max(1, min(marked, display_width(shown) - before)))


def _fits(text: str) -> bool:
    return len(text) <= WIDTH and display_width(_shown(text.rstrip())) <= WIDTH


def _reach_back(text: str, start: int) -> int:
    """Find how far left of the marks the window begins: a third of it, at most."""
    room = WIDTH // 3
    left = start
    while left > 0 and room > 0:
        left -= 1
        room -= sum(map(character_width, _shown(text[left])))
    return left


def _shown(text: str) -> str:
    r"""Make a line's text inert; each tab becomes four spaces, so that nothing depends on stops."""
    return clean(text.replace("\t", "    ")).replace("\n", "")
