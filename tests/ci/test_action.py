"""Our action hands each input on as one word, and refuses what must not run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import signal
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Final

import pytest

from tests.ci.site import ACTION, seed_program
from tests.ci.workflow import read_action

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ci.workflow import Words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts for bash")

TOLD: Final = """\
#!{python} -I
import json, os, sys
print(json.dumps([sys.argv[1:], sorted(name for name in os.environ if name.startswith("GITHUB_"))]))
sys.exit({code})
"""


def act(temp: Path, code: int, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action with an assetforge that tells its words and ends with a code."""
    if not list(temp.glob("assetforge-*")):
        seed_program(temp, TOLD.format(python=sys.executable, code=code))
    return act_for_real(temp, **{"version": "0.1.0", **inputs})


def act_for_real(temp: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action as it is, with inputs and variables, those in capitals, from keywords."""
    given = {f"INPUT_{name.upper()}": text for name, text in inputs.items() if name.islower()}
    more = {name: text for name, text in inputs.items() if name.isupper()}
    env = {
        "PATH": os.environ["PATH"], "HOME": str(temp), "RUNNER_TEMP": str(temp),
        "GITHUB_OUTPUT": str(temp / "output"), "GITHUB_PATH": str(temp / "path"),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-I", ACTION / "action.py"],
        cwd=temp, env={**env, **given, **more}, check=False, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"command": "check"}, ["check"]),
        (
            {"command": "check", "working_directory": "shop", "manifest": "a b.toml"},
            ["-C", "shop", "check", "--manifest=a b.toml"],
        ),
        ({"command": "plan", "plan_file": "plan.json"}, ["plan", "--out=plan.json"]),
        (
            {"command": "build", "max_credits": "letzai=500 letta=20", "approved": "sha256:0"},
            ["build", "--max-credits=letzai=500", "--max-credits=letta=20", "--approved=sha256:0"],
        ),
        (
            {"command": "build", "max_credits": "500", "limits": "0 letzai=240 letta=7.5"},
            ["build", "--max-credits=0", "--max-credits=letta=7.5", "--max-credits=letzai=240"],
        ),
        (
            {"command": "build", "max_credits": "letzai=100 letta=20", "limits": "0 letzai=240"},
            ["build", "--max-credits=0", "--max-credits=letta=0", "--max-credits=letzai=100"],
        ),
        (
            {"command": "build", "max_credits": "letzai=100", "limits": "60"},
            ["build", "--max-credits=60", "--max-credits=letzai=60"],
        ),
        ({"command": "build", "limits": "0"}, ["build", "--max-credits=0"]),
        ({"command": "build", "plan_file": "-y"}, ["build", "--", "-y"]),
        (
            {"command": "comment", "from": "$(id); `id`", "base": "--token"},
            ["comment", "--from=$(id); `id`", "--", "--token"],
        ),
    ],
)
def test_each_input_is_one_word(tmp_path: Path, inputs: Words, words: list[str]) -> None:
    ended = act(tmp_path, 0, **inputs)

    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)[0] == words


def test_a_diff_comes_as_documents_too_and_only_the_first_run_speaks_to_the_runner(
    tmp_path: Path,
) -> None:
    ended = act(tmp_path, 0, command="diff", base="main", working_directory="diff")

    outputs = dict(line.split("=") for line in (tmp_path / "output").read_text().splitlines())
    words, speaks = json.loads(ended.stdout)
    assert words == ["-C", "diff", "diff", "--", "main"]
    assert "GITHUB_OUTPUT" in speaks
    data, quiet = json.loads((tmp_path / outputs["data"]).read_text())
    assert data == ["-C", "diff", "diff", "--format=json", "--", "main"]
    assert "GITHUB_OUTPUT" not in quiet
    page, _ = json.loads((tmp_path / outputs["report"]).read_text())
    assert page[3] == "--format=html"


@pytest.mark.parametrize("command", ["check", "plan", "diff", "build", "comment"])
def test_the_step_ends_as_the_command_ends(tmp_path: Path, command: str) -> None:
    assert act(tmp_path, 65, command=command).returncode == 65
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("inputs", "code", "sentence"),
    [
        ({"command": "adopt"}, 64, "`command: adopt` is none of check, plan"),
        ({"command": "check", "approved": "sha256:0"}, 64, "`check` takes no `approved`"),
        ({"command": "plan", "limits": "0"}, 64, "`plan` takes no `limits`"),
        ({"command": "build", "limits": "0", "max_credits": "x"}, 64, "`max-credits: x`: write a"),
        ({"command": "check", "extras": "video; id"}, 64, "is no list of names"),
        ({"command": "check", "version": "0.1 @ ./evil"}, 64, "is no version"),
        ({"command": "plan", "GITHUB_EVENT_NAME": "pull_request_target"}, 11, "was run or spent"),
    ],
)
def test_what_must_not_run_is_refused_before_anything(
    tmp_path: Path, inputs: Words, code: int, sentence: str
) -> None:
    ended = act_for_real(tmp_path, **inputs)

    assert (ended.returncode, ended.stdout) == (code, "")
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("event", ["workflow_run", "issue_comment"])
def test_a_build_for_what_anybody_may_have_written_is_refused_by_the_tool(
    tmp_path: Path, event: str
) -> None:
    seed_program(tmp_path, "")

    ended = act_for_real(tmp_path, command="build", version="0.1.0", GITHUB_EVENT_NAME=event)

    assert ended.returncode == 11
    assert f"`{event}`" in ended.stderr


def test_a_copy_of_the_action_must_be_told_a_version(tmp_path: Path) -> None:
    copy = tmp_path / ".github" / "actions" / "assetforge" / "action.py"
    copy.parent.mkdir(parents=True)
    copy.write_bytes((ACTION / "action.py").read_bytes())

    ended = subprocess.run(
        [sys.executable, "-I", copy], env={"INPUT_COMMAND": "check"}, cwd=tmp_path,
        check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert ended.returncode == 64
    assert "Name the `version` to install" in ended.stderr


def test_it_installs_once_and_runs_no_module_of_the_checkout(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel_of(wheels, version="9.9")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_NO_CACHE_DIR": "1"}
    # A module of the checkout that is called as one of Python's must not run.
    (tmp_path / "venv.py").write_text("raise SystemExit('a stranger runs')", encoding="utf-8")

    first = act_for_real(tmp_path, command="check", version="9.9", extras="video, fast", **offline)
    second = act_for_real(tmp_path, command="check", version="9.9", extras="fast video")

    assert (first.returncode, first.stdout) == (0, "9.9 ['check']\n"), first.stderr
    assert (second.returncode, second.stdout) == (0, first.stdout)  # no index is named any more
    assert "pip" not in second.stderr


def test_a_signal_to_the_step_reaches_the_command(tmp_path: Path) -> None:
    script = (
        "#!/bin/sh\ntrap 'echo asked; exit 130' INT\necho ready\nwhile :; do sleep 0.05; done\n"
    )
    seed_program(tmp_path, script)
    (step,) = read_action(ACTION / "action.yml").steps
    env = {
        "PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path), "INPUT_COMMAND": "build",
        "INPUT_VERSION": "0.1.0", "GITHUB_ACTION_PATH": str(ACTION),
    }  # fmt: skip

    with subprocess.Popen(
        ["bash", "-e", "-c", step.script],  # noqa: S607 - wherever bash is
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()

    assert (process.returncode, said) == (130, "asked\n")


def wheel_of(folder: Path, *, version: str) -> None:
    """Make a wheel of a tiny assetforge, which tells its version and its words."""
    code = f"import sys\ndef main():\n    print('{version}', sys.argv[1:])\n"
    info = f"assetforge-{version}.dist-info"
    files = {
        "assetforge_tiny.py": code,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: assetforge\n"
        f"Version: {version}\nProvides-Extra: video\nProvides-Extra: fast\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\nassetforge = assetforge_tiny:main\n",
    }
    record = "".join(f"{name},{_digest(text)},{len(text)}\n" for name, text in files.items())
    with zipfile.ZipFile(folder / f"assetforge-{version}-py3-none-any.whl", "w") as wheel:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            wheel.writestr(name, text)


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
