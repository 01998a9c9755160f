from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import check
from tests.check import Step

if TYPE_CHECKING:
    from pathlib import Path


def python(name: str, code: str, *, fix: str = "", streams: bool = False) -> Step:
    return Step(
        name=name,
        about=f"about {name}",
        command=("python", "-c", code),
        fix=("python", "-c", fix) if fix else (),
        streams=streams,
    )


def test_all_steps_passing_ends_with_one_plain_line(capfd: pytest.CaptureFixture[str]) -> None:
    status = check.run([python("first", "print('quiet')"), python("second", "")])

    said = capfd.readouterr().out
    assert status == 0
    assert said.splitlines()[-1].startswith("All 2 steps passed in ")
    assert "quiet" not in said


def test_every_step_runs_after_one_failed_and_the_end_names_the_failed_ones(
    capfd: pytest.CaptureFixture[str],
) -> None:
    bad = python("bad", "raise SystemExit('the reason')")
    last = python("last", "print('still here')", streams=True)

    status = check.run([bad, python("good", ""), last])

    said = capfd.readouterr().out
    assert status == 1
    assert "the reason" in said
    assert "still here" in said
    assert "1 of 3 steps failed" in said
    assert "python -m tests.check bad " in said.splitlines()[-1]


def test_a_failing_step_in_view_fails_the_check() -> None:
    assert check.run([python("tests", "raise SystemExit(5)", streams=True)]) == 1


def test_mending_happens_before_checking_and_the_last_step_mends_first(tmp_path: Path) -> None:
    log = str(tmp_path / "log")

    def note(word: str) -> str:
        return f"open({log!r}, 'a').write('{word} ')"

    check.run(
        [
            python("format", note("check"), fix=note("lay-out")),
            python("lint", "", fix=note("mend")),
        ],
        fix=True,
    )

    assert (tmp_path / "log").read_text() == "mend lay-out check "


def test_an_unknown_step_is_a_usage_error_that_lists_the_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        check.main(["typos"])

    assert ended.value.code == 2
    assert "no step is called 'typos'; there are: format, lint" in capsys.readouterr().err


def test_a_tool_that_is_not_installed_says_how_to_install_it() -> None:
    step = Step(name="odd", about="", command=("no-such-tool",))

    with pytest.raises(SystemExit, match=r"no-such-tool.* is missing; run: .*\[dev\]"):
        check.run([step])


@pytest.mark.parametrize(
    "name", [".pre-commit-config.yaml", ".github/workflows/ci.yml", ".github/CONTRIBUTING.md"]
)
def test_whoever_calls_the_check_names_steps_that_exist(name: str) -> None:
    text = (check.ROOT / name).read_text(encoding="utf-8")

    calls = re.findall(r"python -m tests\.check([\w \t-]*)", text)

    words = {word for call in calls for word in call.split()}
    assert calls
    assert words <= {step.name for step in check.STEPS} | {"--fix"}


def test_names_of_steps_are_unique() -> None:
    names = [step.name for step in check.STEPS]

    assert sorted(names) == sorted(set(names))
