"""Every command says where it stands in a run that is not trusted, and the guide says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import pytest

from assetforge.app import trust
from assetforge.app.money_places import STATE_VARIABLE
from assetforge.cli import stand
from assetforge.cli.command import Command
from assetforge.cli.main import group
from assetforge.cli.stand import STANDS, Stand
from assetforge.core.exits import Exit
from tests.unit.cli.ran import ran

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run

GUIDE: Final = Path(__file__).parents[3] / "docs" / "guides" / "untrusted.md"
DOUBT: Final = "a test says so"


def commands(found: click.Command = group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """List every command of the real tree by what is typed for it."""
    if path:
        yield path, found
    if isinstance(found, click.Group):
        context = click.Context(found)
        for name in found.list_commands(context):
            inner = found.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}".strip())


TREE: Final[Mapping[str, click.Command]] = dict(commands())


def test_every_command_takes_a_stand() -> None:
    """A new one has to say so in STANDS; what is not there is refused."""
    assert TREE.keys() == STANDS.keys()


@pytest.mark.parametrize("path", TREE)
def test_every_command_asks_before_it_runs(path: str) -> None:
    found = TREE[path]

    assert isinstance(found, Command) or (
        isinstance(found, click.Group) and not found.invoke_without_command
    )


@pytest.mark.parametrize("path", TREE)
def test_a_stand_names_parameters_that_there_are(path: str) -> None:
    said = STANDS[path]
    names = {parameter.name for parameter in TREE[path].params}

    assert {*said.without, *filter(None, [said.only_with])} <= names


@pytest.mark.parametrize("path", TREE)
def test_what_asks_a_service_is_refused(path: str) -> None:
    """`--online` means that everywhere."""
    if any(parameter.name == "is_online" for parameter in TREE[path].params):
        assert "is_online" in STANDS[path].without


def test_the_guide_says_the_same() -> None:
    rows = re.findall(r"^\| `([a-z -]+)` \| (.+?) \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    told = {path: words.split(",")[0].strip() for path, words in rows}

    assert told == {path: in_words(path, said) for path, said in STANDS.items()}


def in_words(path: str, said: Stand) -> str:
    """Say a stand as the guide does."""
    if not said.works:
        return "no"
    if said.only_with:
        return f"with `{flag(path, said.only_with)}`"
    if said.without:
        return f"without `{flag(path, said.without[0])}`"
    return "yes"


def flag(path: str, name: str) -> str:
    return next(each.opts[0] for each in TREE[path].params if each.name == name)


def nothing(*_: object, **__: object) -> None:
    """Do nothing, in the place of what cannot be undone."""


@pytest.fixture
def secluded(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:  # fmt: skip
    """Run commands in doubt, in the process of the tests."""
    assert project.root
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    monkeypatch.setattr("assetforge.cli.main.begin", nothing)
    monkeypatch.setattr(trust, "_BEGUN", {"doubt": DOUBT})
    monkeypatch.setattr(stand, "seclude_run", nothing)
    return lambda *words: ran(words, capsys)


NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "jobs cancel": ("0",), "jobs resolve": ("0",), "adopt": ("lamp", "--job", "1"),
    "bless": ("lamp", "--reason", "a typo"),
}  # fmt: skip


@pytest.mark.parametrize("path", [path for path in TREE if not STANDS[path].works])
def test_a_refused_command_ends_with_11(path: str, secluded: Run) -> None:
    ended = secluded(*path.split(), *NEEDED.get(path, ()))

    assert ended.code == Exit.UNTRUSTED
    group_name = path.partition(" ")[0]  # asked first, where it stands for all that is in it
    assert f"`{path if STANDS[group_name].works else group_name}` is refused" in ended.err
    assert DOUBT in ended.err
    assert "Nothing was spent." in ended.err


@pytest.mark.parametrize("path", [path for path in TREE if STANDS[path].without])
def test_a_refused_flag_is_named(path: str, secluded: Run) -> None:
    asked = flag(path, STANDS[path].without[0])

    ended = secluded(*path.split(), asked)

    assert ended.code == Exit.UNTRUSTED
    assert f"`{path} {asked}` is refused" in ended.err


@pytest.mark.parametrize(
    "words",
    [("check",), ("plan",), ("status",), ("show",), ("explain", "lamp"), ("graph",), ("verify",),
     ("models",), ("pricing",), ("store", "where"), ("store", "ls"), ("schema",),
     ("completion", "bash"), ("plan", "--out", "saved.plan"), ("build", "--draft")],
    ids=" ".join,
)  # fmt: skip
def test_what_reads_works_and_says_what_kind_of_run_it_is(
    words: tuple[str, ...], secluded: Run
) -> None:
    ended = secluded(*words)

    assert ended.code == Exit.DONE
    assert f"Untrusted run: {DOUBT}." in ended.err


def test_programs_are_told_as_well(secluded: Run) -> None:
    ended = secluded("build", "--json")

    assert ended.code == Exit.UNTRUSTED
    assert '"exit": 11' in ended.out


def test_an_unknown_command_would_be_refused(
    secluded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stand, "STANDS", {})

    assert secluded("check").code == Exit.UNTRUSTED


def test_help_is_always_there(secluded: Run) -> None:
    assert secluded("build", "--help").code == Exit.DONE
