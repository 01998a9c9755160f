"""Projects and locks that somebody forged, through the real command line of an untrusted run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from assetforge.core.values import is_array, is_table
from tests.command_line import PATIENCE, world_with
from tests.faults.canary_ground import Canaries
from tests.faults.forged_locks import FORGED, MANIFEST
from tests.faults.hostile_ground import CANARY, Case, file_name
from tests.unit.manifest.bad_manifest import BadManifest, bad_manifests, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).parent / "hostile_projects"
FILES: Final = sorted(FOLDER.glob("*.txt"))
PROJECTS: Final[Mapping[str, BadManifest]] = {
    case.title: case for path in FILES for case in bad_manifests(path)
}
FEWEST: Final = 60  # that a later change may not go below


class Ground:
    """What became of every case, tried once for all tests."""

    def __init__(self, home: Path) -> None:
        self.world = world_with(home / "honest", {"assets.toml": MANIFEST})
        self.cases = home / "cases"
        self.codes: Mapping[str, Mapping[str, int]] = {}
        self.connections = 0
        self.stored = self.state = ""

    def case(self, title: str) -> Case:
        return Case(home=self.cases / file_name(title))

    def lay_out(self) -> None:
        """Lay out every case; the honest lock is that of a build that was trusted."""
        assert self.world.run("build").code == Exit.DONE
        lock = (self.world.project / "assets.lock").read_text("utf-8")
        for title, project in PROJECTS.items():
            self.case(title).set_traps()
            project.write(self.case(title).project)
        for title, (_, forged) in FORGED.items():
            case = self.case(title)
            case.set_traps()
            shutil.copytree(self.world.project, case.project)
            (case.project / "assets.lock").write_text(forged(lock), encoding="utf-8")
            draft = case.project / ".assetforge" / "draft"
            draft.mkdir(parents=True, exist_ok=True)
            (draft / "assets.lock").write_text(forged(lock), encoding="utf-8")

    def run(self) -> None:
        """Run them all where anybody may have opened a pull request, with every key at hand."""
        self.stored = listed(self.world.store)
        with Canaries(self.world) as canaries:
            event = canaries.variables(GITHUB_EVENT_NAME="pull_request_target")
            ended = subprocess.run(
                [sys.executable, "-m", "tests.faults.hostile_run", str(self.cases)],
                env=self.world.environment(event), capture_output=True, timeout=PATIENCE,
                check=False,
            )  # fmt: skip
            assert ended.returncode == 0, ended.stderr.decode()
            self.connections = canaries.connections()
        self.codes = json.loads(ended.stdout)


def listed(folder: Path) -> str:
    """List every file below a folder with its size and time of change."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in found)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    found = Ground(tmp_path_factory.mktemp("ground"))
    found.lay_out()
    found.run()
    return found


def became(ground: Ground, title: str) -> str:
    """Say what became of a case, in the form of the data."""
    codes = ground.codes[file_name(title)]
    text = (ground.case(title).home / "plan.out").read_text("utf-8", "replace")
    told = " ".join([str(codes["plan"]), *dict.fromkeys(problems(text))])
    drawn = f", draft {codes['draft']}" if "draft" in codes else ""
    return f">>> plan {told}{drawn}\n"


def problems(text: str) -> Iterator[str]:
    """List the codes of the problems in a document."""
    document: object = json.loads(text) if text else {}
    found = document.get("diagnostics", ()) if is_table(document) else ()
    for each in found if is_array(found) else ():
        if is_table(each):
            yield str(each["code"])


@pytest.mark.parametrize("title", PROJECTS)
def test_a_hostile_project_ends_as_written(
    title: str, ground: Ground, request: pytest.FixtureRequest
) -> None:
    said = became(ground, title)

    assert said == PROJECTS[title].expected or request.config.getoption("--update")


@pytest.mark.parametrize("title", FORGED)
def test_a_forged_lock_ends_as_written(title: str, ground: Ground) -> None:
    assert became(ground, title) == f">>> {FORGED[title][0]}\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_data_is_written_as_it_is_read(
    path: Path, ground: Ground, request: pytest.FixtureRequest
) -> None:
    titles = [case.title for case in bad_manifests(path)]
    if request.config.getoption("--update"):
        said = {title: became(ground, title) for title in titles}
        path.write_text(rewritten(path, said), encoding="utf-8")

    told = {title: PROJECTS[title].expected for title in titles}
    assert path.read_text("utf-8") == rewritten(path, told) or request.config.getoption("--update")


def test_there_are_many() -> None:
    titles = [case.title for path in FILES for case in bad_manifests(path)] + list(FORGED)

    assert len(set(map(file_name, titles))) == len(titles) >= FEWEST


@pytest.mark.parametrize("title", [*PROJECTS, *FORGED])
def test_nothing_outside_is_read_or_written(title: str, ground: Ground) -> None:
    case = ground.case(title)

    assert case.sprung() == []
    assert CANARY not in case.said()
    assert CANARY.encode() not in case.written()


@pytest.mark.parametrize("title", [*PROJECTS, *FORGED])
def test_a_refusal_is_explained_and_is_no_bug(title: str, ground: Ground) -> None:
    case = ground.case(title)
    said = case.said()

    assert set(ground.codes[case.home.name].values()) <= set(Exit)
    assert "This is a bug" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("title", [*PROJECTS, *FORGED])
def test_what_is_printed_steers_nothing(title: str, ground: Ground) -> None:
    """Neither a terminal nor a CI service finds a command in it."""
    said = ground.case(title).said()

    assert {character for character in said if ord(character) < 32} <= {"\n", " "}
    assert not {"\x9b", "\u202e", "\u2066", "\u2067"} & set(said)
    assert [line for line in said.splitlines() if line.startswith(("::", "##["))] == []


def test_nobody_was_connected_to(ground: Ground) -> None:
    assert ground.codes.keys() == {file_name(title) for title in (*PROJECTS, *FORGED)}
    assert ground.connections == 0


def test_the_store_and_the_ledger_are_as_they_were(ground: Ground) -> None:
    assert listed(ground.world.store) == ground.stored != ""
    assert not list(ground.world.home.rglob("ledger*"))


def test_a_trap_is_sprung_by_a_look(tmp_path: Path) -> None:
    """Else the tests above would prove nothing."""
    case = Case(home=tmp_path)
    case.set_traps()
    assert case.sprung() == []

    (case.outside / "secret.png").read_bytes()

    assert case.sprung() == ["secret.png"]
