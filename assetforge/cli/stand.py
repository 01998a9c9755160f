"""Where each command stands in a run that is not trusted.

What reads, works; what spends, asks a service, or changes what others use is refused with exit 11.
A command that is not listed is refused, too: a new one has to say where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.app.project import find_manifest, project_at
from assetforge.app.trust import doubt, require_trust, seclude_run
from assetforge.app.trust_places import refuse_links_to, refuse_places_in
from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

    from assetforge.cli.console import Console


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What of a command works; parameters are named as its function names them."""

    works: bool = True
    without: tuple[str, ...] = ()  # works unless one of these is given
    only_with: str = ""  # works if this is given
    writes: str = ""  # the parameter that names a file to be written
    writes_comments: bool = False  # keeps the connection, and the token of a forge


WORKS: Final = Stand()
REFUSED: Final = Stand(works=False)
OFFLINE: Final = Stand(without=("is_online",))
STANDS: Final[Mapping[str, Stand]] = {
    "init": REFUSED,
    "check": OFFLINE,
    "plan": Stand(without=("is_online",), writes="out"),
    "build": Stand(only_with="is_draft", writes="json_into"),
    "status": OFFLINE,
    "show": WORKS,
    "explain": WORKS,
    "graph": WORKS,
    "diff": WORKS,
    "comment": Stand(writes_comments=True),
    "verify": Stand(without=("heals",)),
    "models": OFFLINE,
    "pricing": WORKS,
    "store": WORKS,
    "store where": WORKS,
    "store ls": WORKS,
    "store gc": REFUSED,
    "jobs": REFUSED,
    "jobs resume": REFUSED,
    "jobs cancel": REFUSED,
    "jobs resolve": REFUSED,
    "lock": REFUSED,
    "adopt": REFUSED,
    "bless": REFUSED,
    "sandbox": Stand(writes="ledger"),
    "doctor": Stand(without=("live",)),
    "schema": WORKS,
    "completion": WORKS,
}


def take_stand(context: click.Context) -> None:
    """Let a command of an untrusted run go on without any connection, or refuse it.

    Raises:
        UntrustedError: it spends, asks a service, changes what others use, or would write behind a
            link of the checkout.
    """
    path = context.command_path.partition(" ")[2]
    stand = STANDS.get(path, REFUSED)
    asked = _refused(stand, context)
    if asked is not None:
        require_trust(f"`{' '.join(filter(None, (path, asked)))}`")
    seclude_run(keeps_forge=stand.writes_comments)
    console: Console = context.obj
    folders = _project_folders(console)
    refuse_places_in(folders)
    written = context.params.get(stand.writes)
    if isinstance(written, str):
        refuse_links_to(written, (*folders, "."))
    key = "No key but the forge's" if stand.writes_comments else "No key"
    console.say(f"Untrusted run: {doubt()}. {key} is used, and no service is asked.\n")


def _refused(stand: Stand, context: click.Context) -> str | None:
    """Name the flag that is refused, or nothing where the whole command is; None: it works."""
    given = [name for name in stand.without if context.params.get(name)]
    if given:
        return _flag(context, given[0])
    is_missing = bool(stand.only_with) and not context.params.get(stand.only_with)
    return None if stand.works and not is_missing else ""


def _flag(context: click.Context, name: str) -> str:
    options = (each for each in context.command.params if each.name == name)
    return next((each.opts[0] for each in options), name)


def _project_folders(console: Console) -> tuple[str, ...]:
    """Name the project's folder, if there is one: some commands need none."""
    try:
        return (project_at(find_manifest(console.manifest), is_draft=False).root,)
    except UsageError:
        return ()
