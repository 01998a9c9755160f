"""`comment`: what is asked of the command line, and what it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from assetforge.report.comment_marker import decode_marker
from tests.documents import document_errors
from tests.fakes.forge_server import TOKEN, Fault, ForgeServer
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.fixture
def forge(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeServer]:
    write(project, CHEAP)
    with ForgeServer() as server:
        for name, value in server.github().items():
            monkeypatch.setenv(name, value)
        yield server


def test_a_dry_run_prints_the_comment_and_asks_nobody(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, CHEAP)
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)

    ended = run("comment", "--dry-run", "--tag", "shop/web")

    marker = decode_marker(ended.out)
    assert ended.code == Exit.DONE
    assert marker is not None
    assert marker.tag == "shop/web"
    assert ended.out.splitlines()[1] == "#### assetforge: +20 letzai credits (2 assets)"


def test_programs_are_told_what_was_done(run: Run, forge: ForgeServer) -> None:
    ended = run("comment", "--pr", "7", "--json")

    document = json.loads(ended.out)
    assert document_errors(document) == []
    assert (document["action"], document["changes"]) == ("created", True)
    assert [document["body"]] == forge.bodies()


def test_another_job_hands_over_what_it_found(run: Run, forge: ForgeServer, tmp_path: Path) -> None:
    place = tmp_path / "diff.json"
    place.write_text(run("diff", "--json").out, encoding="utf-8")

    ended = run("comment", "--from", str(place), "--pr", "7")

    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert "+20 letzai credits (2 assets)" in forge.bodies()[0]
    assert "not verified" in forge.bodies()[0]
    assert "Plan digest" not in forge.bodies()[0]


def test_a_run_in_doubt_says_so_and_shows_no_digest(
    run: Run, forge: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = run("comment", "--dry-run").out
    monkeypatch.setenv("ASSETFORGE_UNTRUSTED", "1")

    doubted = run("comment", "--dry-run").out

    assert ("not verified" in own, "Plan digest" in own) == (False, True)
    assert ("not verified" in doubted, "Plan digest" in doubted) == (True, False)
    assert forge.received == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--from", "diff.json", "main"], "leave BASE out"),
        (["--from", "none.json"], "no such file"),
        (["--tag", "a>b"], "a tag has"),
        (["--comment-when", "over:much"], "none of always"),
        (["--pr", "0"], "--pr"),
        (["--behavior", "shout"], "--behavior"),
    ],
)
def test_a_mistake_of_the_command_line_is_told(
    words: list[str], says: str, run: Run, forge: ForgeServer
) -> None:
    ended = run("comment", "--dry-run", *words)

    assert ended.code == Exit.USAGE
    assert says in ended.err
    assert forge.received == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--comment-when", "over:20"], 0), (["--comment-when", "over:19"], 1),
        (["--comment-when", "spend"], 1), (["--comment-when", "always"], 1), ([], 1),
    ],
)  # fmt: skip
def test_little_is_passed_over_in_silence(
    words: list[str], count: int, run: Run, forge: ForgeServer
) -> None:
    assert run("comment", "--pr", "7", *words).code == Exit.DONE
    assert len(forge.bodies()) == count


def test_the_budget_passes_over_what_it_says(
    run: Run, project: Project, forge: ForgeServer
) -> None:
    write(project, f"{CHEAP}\n[budget]\ncomment_above = 20\n")

    ended = run("comment", "--pr", "7")

    assert "nothing to tell" in ended.out
    assert forge.bodies() == []
    run("comment", "--pr", "7", "--comment-when", "always")
    assert len(forge.bodies()) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, Exit.CREDENTIALS), (403, Exit.CREDENTIALS), (404, Exit.FAILED), (410, Exit.FAILED),
     (422, Exit.FAILED), (429, Exit.UNAVAILABLE), (503, Exit.UNAVAILABLE)],
)  # fmt: skip
def test_each_failure_has_its_code_and_shows_no_token(
    status: int, code: Exit, run: Run, forge: ForgeServer
) -> None:
    fault = Fault(begins="GET", status=status, body={"message": f"your token {TOKEN} is bad"})
    forge.faults += [fault] * 9

    ended = run("comment", "--pr", "7", "--json")

    assert ended.code == code
    assert json.loads(ended.out)["error"]["exit"] == code
    assert "Next:" in ended.err
    assert TOKEN not in ended.out + ended.err
    assert "Traceback" not in ended.err
