"""What is locked as people read it: one asset in full, or all of them as a table."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.text import one_line, shorten
from assetforge.ui.blessing import blessing_facts
from assetforge.ui.change import value_text
from assetforge.ui.columns import pad, table, widths
from assetforge.ui.quantity import counted, duration, price, size
from assetforge.ui.scope import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.core.media import Blob
    from assetforge.lock.model import Entry, Lock, Made
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style


NARROWEST: Final = 24  # columns that a value always gets


def show_entry(
    address: str, entry: Entry, *, style: Style, width: int, scope: Scope = PROJECT
) -> str:
    """Write everything a lock says of one asset, one fact a line."""
    facts = list(_facts(entry, scope))
    first = widths([(name,) for name, _ in facts], width)[0]
    lines = [style.strong(one_line(address))]
    for name, text in facts:
        head, *rest = _wrapped(text, max(width - first - 4, NARROWEST))
        lines.append(f"  {style.muted(pad(name, first))}  {head}")
        lines += [" " * (first + 4) + line for line in rest]
    return "\n".join(lines) + "\n"


def show_lock(lock: Lock, *, style: Style, width: int, scope: Scope = PROJECT) -> str:
    """Write a table of everything that is locked, sorted by address."""
    if not lock.entries:
        return f"Nothing is locked yet: {scope.command('build')} makes and locks the assets.\n"
    rows = [_row(address, entry, scope) for address, entry in sorted(lock.entries.items())]
    head, *lines = table([("ASSET", "KIND", "MADE BY", "FILE", "", ""), *rows])
    body = [style.muted(head.rstrip()), *(shorten(line, width) for line in lines)]
    total = sum(entry.file.size for entry in lock.entries.values())
    last = f"{counted(len(rows), 'asset')} locked, {size(total)} of files."
    played = sandbox_line(entry.made for entry in lock.entries.values())
    return "\n".join((*body, "", last, *played)) + "\n"


def sandbox_line(results: Iterable[Made]) -> list[str]:
    """Say how many results a sandbox made, where it made any."""
    count = sum(bool(made.place) for made in results)
    if not count:
        return []
    verb = "was" if count == 1 else "were"
    return [f"{counted(count, 'result')} {verb} made at a sandbox, which counts nowhere else."]


def media_text(blob: Blob) -> str:
    """Write what some bytes are: `1600x900 image/png`, with the seconds of a film."""
    media = blob.media
    text = f"{media.width}x{media.height} {one_line(media.type)}"
    return text if media.seconds is None else f"{text} {duration(media.seconds)}"


def maker_text(made: Made) -> str:
    """Name who made a result: provider and model, and the sandbox where it was one."""
    name = one_line(made.provider if made.model is None else f"{made.provider}/{made.model}")
    return f"{name} (sandbox)" if made.place else name


def _wrapped(text: str, width: int) -> list[str]:
    """Break between words only: digests and addresses of the web stay whole, to be copied."""
    folded = one_line(text)
    return wrap(folded, width, break_long_words=False, break_on_hyphens=False) or [""]


def _row(address: str, entry: Entry, scope: Scope) -> tuple[str, ...]:
    made = entry.made
    return (
        one_line(address), made.kind, maker_text(made), scope.file(entry.output),
        media_text(entry.file), size(entry.file.size),
    )  # fmt: skip


def _facts(entry: Entry, scope: Scope) -> Iterator[tuple[str, str]]:
    made = entry.made
    yield "kind", made.kind
    yield "made by", maker_text(made)
    if made.place:
        yield "place", f"a sandbox on {one_line(made.place)}, which counts for nothing elsewhere"
    yield "file", f"{scope.file(entry.output)}, {media_text(entry.file)}, {size(entry.file.size)}"
    yield "digest", entry.file.digest
    if entry.transcoded:
        yield "result", f"{media_text(made.result)}, {size(made.result.size)}"
        yield "", made.result.digest
    for name, value in made.request.items():
        yield one_line(name), value_text(value)
    for source in made.inputs:
        yield "input", f"{source.name} by its {source.by} {source.digest}"
    for model in made.trained:
        edition = f", {model.edition}" if model.edition else ""
        yield "trained model", f"@{model.name} is {model.id}{edition}"
    yield "key", made.key
    yield from blessing_facts(made)
    yield from _origin(made)


def _origin(made: Made) -> Iterator[tuple[str, str]]:
    for name, text in (
        ("job", made.job_id), ("result id", made.result_id), ("url", made.url),
        ("url expires", made.url_expires),
    ):  # fmt: skip
        if text is not None:
            yield name, text
    if made.estimated is not None:
        yield "estimated", price(made.estimated)
        charged = "not said by the provider" if made.charged is None else plain(made.charged)
        yield "charged", charged if made.charged is None else f"{charged} credits"
