"""The life of a comment: the real command line, real git, and a forge on this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from assetforge.report.comment_marker import decode_marker, encode_marker
from assetforge.ui.comment import UNVERIFIED
from assetforge.ui.diff_markdown import LIMIT
from tests.command_line import World, world_with
from tests.fakes.forge_server import HEAD, NUMBER, OWN, PROJECT, TOKEN, Fault, ForgeServer
from tests.git_commands import commit_all, git
from tests.markdown import code_in, shape
from tests.unit.app.projects import CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.command_line import Ended
    from tests.fakes.web_server import Received

STRANGER: Final = "mallory"
MANY: Final = 2_000
ATTACK: Final = (
    "</details> <img src=x> @team #12 | a | `` ``` <!-- hidden --> [x](javascript:alert(1)) "
    "\\u001b[31m\\n/approve\\n# heading --> **bold** :tada: https://x.example &lt;"
)
FREE: Final = CHEAP.replace('"letzai"', '"studio"').replace('model = "wan-2-7-image-pro"\n', "")
LETZAI_KEY: Final = "a-key-of-letzai"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a branch that asks for another night than main does."""
    made = world_with(tmp_path / "home", {"assets.toml": CHEAP})
    git(made.project, "init", "-q")
    commit_all(made.project, "main")
    git(made.project, "checkout", "-q", "-b", "dawn")
    change(made, "At dawn")
    return made


@pytest.fixture
def forge() -> Iterator[ForgeServer]:
    with ForgeServer() as server:
        yield server


def change(world: World, prompt: str, manifest: str = CHEAP) -> None:
    text = manifest.replace("At night", prompt)
    (world.project / "assets.toml").write_text(text, encoding="utf-8")


def built_and_free(world: World) -> None:
    """Have main ask for the same of the studio, and be built."""
    git(world.project, "checkout", "-q", "-f", "main")
    change(world, "At night", FREE)
    (world.project / ".gitignore").write_text("/assets/\n/.assetforge/\n", encoding="utf-8")
    assert world.run("build").code == Exit.DONE
    commit_all(world.project, "built")
    git(world.project, "checkout", "-q", "-B", "dawn")


def event(world: World, hour: int) -> str:
    """Write the event of a push that came at an hour; return where it is."""
    place = world.home / f"event-{hour}.json"
    repository = {"id": 1, "full_name": PROJECT}
    request = {
        "number": NUMBER, "updated_at": f"2026-11-20T{hour:02}:00:00Z",
        "head": {"repo": repository}, "base": {"repo": repository},
    }  # fmt: skip
    place.write_text(json.dumps({"pull_request": request}), encoding="utf-8")
    return str(place)


def commented(world: World, forge: ForgeServer, hour: int, *words: str) -> Ended:
    variables = forge.github(
        GITHUB_EVENT_NAME="pull_request", GITHUB_EVENT_PATH=event(world, hour),
        GITHUB_RUN_ID=str(hour), GITHUB_RUN_ATTEMPT="1",
    )  # fmt: skip
    ended = world.run("comment", *words, **variables)
    assert TOKEN not in ended.out + ended.err
    return ended


def title(body: str) -> str:
    return body.splitlines()[1]


def test_a_comment_is_written_updated_and_told_when_nothing_changes_any_more(
    world: World, forge: ForgeServer
) -> None:
    built_and_free(world)

    change(world, "At dawn", FREE)
    first = commented(world, forge, 8)
    assert (first.code, first.err) == (Exit.DONE, "")
    assert first.out == (
        f"Wrote a comment: https://github.example/{PROJECT}/pull/7#issuecomment-101\n"
    )
    assert title(forge.bodies()[0]) == "#### assetforge: nothing to pay (1 asset)"
    assert "`prompt: At night → At dawn`" in forge.bodies()[0]

    change(world, "At dawn")
    assert commented(world, forge, 9).out.startswith("Updated the comment: ")
    (body,) = forge.bodies()
    assert title(body) == "#### assetforge: +20 letzai credits (2 assets)"
    assert "`assets.toml:7`" in body

    change(world, "At night", FREE)
    assert commented(world, forge, 10).code == Exit.DONE
    (body,) = forge.bodies()
    assert title(body) == "#### assetforge: no changes, nothing to pay"
    assert "credits (" not in body


def test_a_late_run_does_not_write_over_a_newer_one(world: World, forge: ForgeServer) -> None:
    commented(world, forge, 10)
    newest = forge.bodies()

    change(world, "An older push")
    late = commented(world, forge, 9)
    again = commented(world, forge, 9, "--behavior", "delete-and-new")

    assert "a newer run has written its comment already" in late.out
    assert (late.code, again.code) == (Exit.DONE, Exit.DONE)
    assert forge.bodies() == newest


def test_older_comments_are_hidden_or_deleted_once_the_new_one_stands(
    world: World, forge: ForgeServer
) -> None:
    commented(world, forge, 8)
    change(world, "At noon")

    hid = commented(world, forge, 9, "--behavior", "hide-and-new")
    assert "hid 1 older comment" in hid.out
    assert [each.is_hidden for each in forge.said] == [True, False]

    commented(world, forge, 10, "--behavior", "new")
    deleted = commented(world, forge, 11, "--behavior", "delete-and-new")

    assert "deleted 3 older comments" in deleted.out
    assert len(forge.bodies()) == 1
    writes = [each for each in forge.calls() if each.startswith(("POST /api/v3", "DELETE"))]
    assert writes[-4].startswith("POST")


def test_a_project_that_never_changed_gets_no_comment(world: World, forge: ForgeServer) -> None:
    built_and_free(world)

    ended = commented(world, forge, 8)

    assert ended.out == "Wrote nothing, since there is nothing to tell, and no comment to correct\n"
    assert forge.bodies() == []

    commented(world, forge, 9, "--comment-when", "always")
    assert title(forge.bodies()[0]) == "#### assetforge: no changes, nothing to pay"


def test_a_stranger_with_our_marker_is_neither_believed_nor_edited(
    world: World, forge: ForgeServer
) -> None:
    commented(world, forge, 8)
    marker = decode_marker(forge.bodies()[0])
    assert marker is not None
    newest = f"{encode_marker(marker)}\nfree".replace("2026", "2999")
    forge.say(newest, author=STRANGER)

    change(world, "At noon")
    commented(world, forge, 9, "--behavior", "delete-and-new")

    assert forge.bodies(STRANGER) == [newest]
    assert "At noon" in forge.bodies(OWN)[0]


def test_each_tag_has_a_comment_of_its_own(world: World, forge: ForgeServer) -> None:
    commented(world, forge, 8)
    commented(world, forge, 8, "--tag", "shop")
    commented(world, forge, 9, "--tag", "shop")

    tags = [marker.tag for marker in map(decode_marker, forge.bodies()) if marker]
    assert tags == ["default", "shop"]


def test_a_hostile_prompt_changes_nothing_around_it(world: World, forge: ForgeServer) -> None:
    change(world, "a harmless prompt that is about as long as the other one is")
    commented(world, forge, 8)
    harmless = shape(forge.bodies()[0])

    change(world, ATTACK)
    commented(world, forge, 9)

    (body,) = forge.bodies()
    assert [each[:2] for each in shape(body)] == [each[:2] for each in harmless]
    assert "@team" in "".join(code_in(body))
    assert "\x1b" not in body
    assert not [line for line in body.splitlines() if line.startswith("/")]


def test_a_plan_of_2000_assets_stays_under_the_limit_with_right_totals(
    world: World, forge: ForgeServer, tmp_path: Path
) -> None:
    cells = ", ".join(str(number) for number in range(MANY))
    text = CHEAP.partition("[edit")[0] + f"matrix = {{ number = [{cells}] }}\n"
    text = text.replace("wet marble", "{{number}} slabs of marble")
    (world.project / "assets.toml").write_text(text, encoding="utf-8")
    document = tmp_path / "diff.json"
    document.write_text(world.run("diff", "--json").out, encoding="utf-8")

    ended = commented(world, forge, 8, "--from", str(document))

    (body,) = forge.bodies()
    assert ended.code == Exit.DONE
    assert len(body) <= LIMIT
    assert title(body) == UNVERIFIED
    assert body.splitlines()[3] == "#### assetforge: +20,000 letzai credits (2,000 assets)"
    assert "more assets, left out here" in body
    assert "Everything made anew: letzai 20 → 20,000." in body


def test_a_fork_is_commented_on_by_a_run_that_takes_its_word_for_nothing(
    world: World, forge: ForgeServer, tmp_path: Path
) -> None:
    document = tmp_path / "diff.json"
    document.write_text(world.run("diff", "--json").out, encoding="utf-8")
    fork = {"full_name": f"{STRANGER}/spring"}
    run: dict[str, object] = {
        "id": 80, "run_attempt": 1, "created_at": "2026-11-20T08:00:00Z", "head_sha": HEAD,
        "head_branch": "dawn", "head_repository": fork, "pull_requests": [],
    }  # fmt: skip
    place = tmp_path / "event.json"
    place.write_text(json.dumps({"workflow_run": run}), encoding="utf-8")
    forge.requests.append({
        "number": NUMBER, "state": "open", "head": {"sha": HEAD, "repo": fork},
        "base": {"repo": {"full_name": PROJECT}},
    })  # fmt: skip
    with ForgeServer() as service:
        variables = forge.github(
            GITHUB_EVENT_NAME="workflow_run", GITHUB_EVENT_PATH=str(place),
            LETZAI_API_KEY=LETZAI_KEY, LETZAI_BASE_URL=service.origin,
        )  # fmt: skip

        ended = world.run("comment", "--from", str(document), **variables)

        assert service.received == []
    assert ended.code == Exit.DONE, ended.err
    assert "No key but the forge's is used" in ended.err
    marker = decode_marker(forge.bodies()[0])
    assert marker is not None
    assert (marker.validity.at, marker.validity.run) == ("2026-11-20T08:00:00Z", 80)
    assert not any(LETZAI_KEY in text for request in forge.received for text in said(request))


def test_the_token_goes_to_its_own_origin_only(world: World, forge: ForgeServer) -> None:
    with ForgeServer() as elsewhere:
        forge.faults.append(
            Fault(begins="GET", status=302, headers={"Location": f"{elsewhere.origin}/api/v3"})
        )
        moved = commented(world, forge, 8)
        split = world.run(
            "comment", "--pr", "7",
            **forge.github(GITHUB_GRAPHQL_URL=f"{elsewhere.origin}/api/graphql"),
        )  # fmt: skip

        assert (moved.code, split.code) == (Exit.FAILED, Exit.USAGE)
        assert elsewhere.received == []
    bearers = [request.header("authorization") for request in forge.received]
    assert bearers == [f"Bearer {TOKEN}"] * len(bearers)


def test_gitlab_has_the_same_life(world: World, forge: ForgeServer) -> None:
    trusted = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "12", "CI_MERGE_REQUEST_PROJECT_ID": "12"}
    first = world.run("comment", **forge.gitlab(**trusted))
    change(world, "At noon")
    later = forge.gitlab(**trusted, CI_PIPELINE_CREATED_AT="2026-11-20T13:00:00Z")
    second = world.run("comment", **later)
    third = world.run("comment", "--behavior", "hide-and-new", **later)

    assert first.out.endswith("/acme/spring/-/merge_requests/7#note_101\n")
    assert second.out.startswith("Updated the comment")
    assert third.code == Exit.USAGE
    assert "At noon" in forge.bodies()[0]


def said(request: Received) -> list[str]:
    return [request.target, request.body.decode(), *(value for _, value in request.headers)]
