"""`assetforge comment`: one comment on a pull request that says what its change costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import click

from assetforge.app.commenting import (
    DRY,
    compared_elsewhere,
    compared_here,
    post_comment,
    validity_here,
)
from assetforge.app.trust import doubt
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit
from assetforge.report.comment_marker import Marker, is_tag
from assetforge.report.comment_worth import CHANGES, When, is_worth_telling, parse_when
from assetforge.report.commenting import BEHAVIORS, Behavior, Moves, Posted, Wish
from assetforge.ui.comment import USUAL_TAG, comment_body, comment_document, show_posted

if TYPE_CHECKING:
    from assetforge.app.diffing import Compared
    from assetforge.cli.console import Console

_MOST_NUMBER: Final = 10**9


def _when(_ctx: click.Context, _parameter: click.Parameter, given: str | None) -> When:
    found = CHANGES if given is None else parse_when(given)
    if found is None:
        message = f"`{given}` is none of always, changes, spend and over:N"
        raise click.BadParameter(message)
    return found


def _tag(_ctx: click.Context, _parameter: click.Parameter, given: str) -> str:
    if is_tag(given):
        return given
    message = "a tag has up to 64 letters, digits, `_`, `.`, `/` and single `-`"
    raise click.BadParameter(message)


@click.command("comment", cls=Command)
@click.argument("base", required=False)
@option(
    "--from", "source", metavar="FILE", type=click.Path(dir_okay=False),
    help="Take the diff from a file that `diff --json` wrote in another job.",
)  # fmt: skip
@option(
    "--behavior", type=click.Choice(BEHAVIORS), default="update", show_default=True,
    help="What becomes of the comment that is there; hide-and-new is for GitHub.",
)  # fmt: skip
@option(
    "--comment-when", "when", metavar="WHEN", callback=_when,
    help="Begin to comment always, on changes (the default), on spend, or over:N credits.",
)  # fmt: skip
@option(
    "--tag", default=USUAL_TAG, show_default=True, metavar="NAME", callback=_tag,
    help="Tell apart the comments of several projects on one pull request.",
)  # fmt: skip
@option(
    "--pr", "number", type=click.IntRange(1, _MOST_NUMBER), metavar="N",
    help="The pull or merge request; otherwise that of this run.",
)  # fmt: skip
@option("--dry-run", "is_dry", is_flag=True, help="Print the comment; post nothing, need no token.")
@as_json
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Write what a change costs as one comment on its pull request, or bring that up to date.

    The comment is that of `diff BASE`. A comment that is there is corrected whatever
    --comment-when says; an older run never writes over a newer one. Reads GITHUB_TOKEN, or
    GITLAB_TOKEN, and the variables of the CI service.
    """
    found = _compared(console, given)
    marker = Marker(tag=str(given["tag"]), plan=found.diff.about.digest, validity=validity_here())
    behavior = cast("Behavior", given["behavior"])
    is_verified = given["source"] is None and not doubt()
    wish = Wish(
        marker=marker, behavior=behavior, is_verified=is_verified, base=found.diff.about.base,
        body=comment_body(
            found.diff, marker, is_updated=behavior == "update",
            is_verified=is_verified,
        ),
        is_worth=is_worth_telling(found.diff, cast("When", given["when"]), found.budgets),
    )  # fmt: skip
    posted = _posted(wish, given)
    if given["as_json"]:
        console.data(comment_document(wish, found.diff, posted))
    else:
        console.out(wish.body if given["is_dry"] else show_posted(posted))
    return Exit.DONE


def _compared(console: Console, given: dict[str, object]) -> Compared:
    base, source = given["base"], given["source"]
    if source is None:
        return compared_here(console.manifest, None if base is None else str(base))
    if base is not None:
        message = "--from FILE says what is compared already; leave BASE out"
        raise click.UsageError(message)
    return compared_elsewhere(str(source), console.manifest)


def _posted(wish: Wish, given: dict[str, object]) -> Posted:
    if given["is_dry"]:
        return Posted(moves=Moves(writes="nothing", why=DRY))
    return post_comment(wish, cast("int | None", given["number"]))
