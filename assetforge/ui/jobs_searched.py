"""What a search for forgotten orders came to, as people and programs read it.

Found at letzai, and taken up at no charge:
  hero  job 6f47…
May be of an asset that a build would buy:
  night, dusk  /image-edits  6f48…  2026-11-20T12:46:01Z  "At night"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.jobs_document import attempt_value, moment
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Json
    from assetforge.execution.attempt import Attempt
    from assetforge.providers.letzai.recent import Recent
    from assetforge.report.searched import Searched
    from assetforge.ui.style import Style

_LIMIT = 80  # columns of a cell


def show_taken(taken: Sequence[Attempt], *, style: Style) -> str:
    """Write what was taken up just now; nothing where that is nothing."""
    if not taken:
        return ""
    rows = table([(one_line(each.address), f"job {one_line(each.job or '-')}") for each in taken])
    head = style.strong("Found at letzai, and taken up at no charge:")
    return "\n".join([head, *(f"  {row}" for row in rows)]) + "\n"


def show_searched(searched: Searched, *, style: Style) -> str:
    """Write what was not taken up, and what to do about it."""
    lines = [
        *_odd(searched, style), *_unsure(searched, style), *_rest(searched),
        *_torn(searched, style),
    ]  # fmt: skip
    if searched.unsure or searched.torn:
        lines += _advice(style)
    elif not lines and not searched.taken:
        lines = ["LetzAI shows no job of this project that is not known here."]
    return "".join(f"{line}\n" for line in lines)


def searched_value(searched: Searched) -> Json:
    """Write what a search came to, for programs."""
    return {
        "taken": [attempt_value(each) for each in searched.taken],
        "odd": [{"asset": each.address, "remarks": list(each.remarks)} for each in searched.odd],
        "unsure": [
            {"job": _job_value(each.job), "assets": list(each.addresses)}
            for each in searched.unsure
        ],
        "rest": [_job_value(job) for job in searched.rest],
        "failed": [_job_value(job) for job in searched.failed],
        "torn": list(searched.torn),
    }


def _odd(searched: Searched, style: Style) -> Iterator[str]:
    if searched.odd:
        yield style.warning("Not quite what was asked for:")
        rows = [
            (one_line(each.address), one_line("; ".join(each.remarks))) for each in searched.odd
        ]
        yield from (f"  {row}" for row in table(rows))
        yield (
            f"  {style.hint('Next:')} Look at it after the next `assetforge build`; "
            "`assetforge build --replace ASSET` orders it anew."
        )


def _unsure(searched: Searched, style: Style) -> Iterator[str]:
    if searched.unsure:
        yield style.warning("May be of an asset that a build would buy; a list does not tell:")
        rows = [(", ".join(each.addresses), *_cells(each.job)) for each in searched.unsure]
        yield from (f"  {row}" for row in table(rows, limit=_LIMIT))


def _rest(searched: Searched) -> Iterator[str]:
    if searched.rest:
        yield "Left at letzai, since nothing that is still to be made needs it:"
        yield from (f"  {row}" for row in table(list(map(_cells, searched.rest)), limit=_LIMIT))
        yield "`assetforge adopt ASSET --job ID` makes one the result of an asset, free of charge."
    if searched.failed:
        yield f"{counted(len(searched.failed), 'job')} failed there, and left nothing to take up."


def _torn(searched: Searched, style: Style) -> Iterator[str]:
    if searched.torn:
        names = ", ".join(searched.torn)
        yield style.warning(f"Not read to the end, so more may be there: {names}.")


def _advice(style: Style) -> Iterator[str]:
    yield "  Nothing was spent. A build that orders those assets anew may pay for them twice."
    yield (
        f"  {style.hint('Next:')} Run `assetforge adopt ASSET --job ID` for what an asset needs, "
        "free of charge; "
        "`assetforge jobs resume --search -y` says that the rest does not matter."
    )


def _cells(job: Recent) -> tuple[str, ...]:
    at = "-" if job.created is None else moment(job.created)
    return job.job.route, one_line(job.job.id), at, f'"{job.prompt}"'


def _job_value(job: Recent) -> Json:
    return {
        "id": job.job.id, "route": job.job.route, "phase": job.phase, "prompt": job.prompt,
        "created": None if job.created is None else moment(job.created),
    }  # fmt: skip
