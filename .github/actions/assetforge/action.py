#!/usr/bin/env python3
"""One command of assetforge as a step of a workflow; it needs Python 3.11 and nothing else.

    INPUT_… ─▶ refuse ─▶ install ─────────────▶ run ─────────────▶ exit code of the command
               11, 64    in a virtual            │ its outputs and summary are its own work
                         environment, no keys    └ diff ─▶ also diff.json and report.html

An input is one word of a command line and never part of a script. Python is started with -I, so
that no file of the checkout is taken for a module. A signal to this step reaches the command: where
the system can, the command takes the place of this program.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Which inputs a command takes, besides those that hold for all.
TAKES = {
    "check": (),
    "plan": ("plan-file",),
    "diff": ("base",),
    "build": ("max-credits", "limits", "approved", "plan-file"),
    "comment": ("base", "from"),
}
CHOICES = ("base", "max-credits", "limits", "approved", "plan-file", "from")
FORBIDDEN_EVENT = "pull_request_target"
REFUSED, UNTRUSTED, USAGE = 4, 11, 64  # exit codes, as the command line has them
DOCUMENTS = {"data": ("json", "diff.json"), "report": ("html", "report.html")}
# The command line writes to these; documents of the same run must not write there once more.
STEP_FILES = ("GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
SECRETS = ("KEY", "TOKEN", "SECRET", "PASS", "CREDENTIAL", "AUTH", "BEARER", "PRIVATE", "COOKIE")
VERSION = re.compile(r"[0-9][0-9A-Za-z.+!-]*")
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
EXTRA = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class RefusedError(Exception):
    """What ends the step before anything is installed or run."""

    def __init__(self, sentence: str, code: int = USAGE) -> None:
        super().__init__(sentence)
        self.code = code


def main() -> int:
    """Run the command that the inputs ask for, and end as it ends."""
    try:
        refuse_event(os.environ.get("GITHUB_EVENT_NAME", ""))
        words = words_of_inputs()
        program = installed(requirement())
    except RefusedError as refusal:
        sys.stderr.write(f"error: {refusal}\n")
        return refusal.code
    if given("command") == "diff":
        code = run([program, *words], os.environ)
        return write_documents(program) or code if code in {0, REFUSED} else code
    if os.name == "posix":
        os.execv(program, [program, *words])  # noqa: S606 - without a shell is what is wanted
    return run([program, *words], os.environ)


def refuse_event(name: str) -> None:
    """Refuse the one event that runs strangers' files with the repository's own keys."""
    if name == FORBIDDEN_EVENT:
        message = (
            f"`{name}` hands keys of this repository to files that anybody may have written; "
            "nothing was run or spent. Use `pull_request` to plan and `workflow_run` to comment."
        )
        raise RefusedError(message, UNTRUSTED)


def words_of_inputs(*more: str) -> list[str]:
    """Put the inputs together as the words of one command line, with more options of our own."""
    command = given("command")
    if command not in TAKES:
        message = f"`command: {command}` is none of {', '.join(TAKES)}."
        raise RefusedError(message)
    for name in CHOICES:
        if given(name) and name not in TAKES[command]:
            message = f"`{command}` takes no `{name}`. Remove that input."
            raise RefusedError(message)
    folder, manifest = whole("working-directory", "-C"), equal("manifest")
    return [*folder, command, *manifest, *more, *choices(command)]


def choices(command: str) -> list[str]:
    """Give the words that one command alone takes; `--` keeps the last ones from being options."""
    if command == "plan":
        return equal("plan-file", "out")
    if command == "build":
        limits = [f"--max-credits={each}" for each in lower_limits()]
        return [*limits, *equal("approved"), *whole("plan-file", "--")]
    return [*equal("from"), *whole("base", "--")]


def lower_limits() -> list[str]:
    """Give the lower limit for each provider: of what may be spent, and of what a plan showed."""
    words = [given(name).split() for name in ("max-credits", "limits")]
    if not all(words):
        return [word for each in words for word in each]
    sides = [dict(map(amount_of, each)) for each in words]
    found = {}
    for name in sorted({name for side in sides for name in side}):
        # Where only all providers have a limit together, it holds for this one.
        known = [side.get(name, side.get("")) for side in sides]
        found[name] = min(amount for amount in known if amount is not None)
    return [f"{name}={amount:f}" if name else f"{amount:f}" for name, amount in found.items()]


def amount_of(word: str) -> tuple[str, Decimal]:
    """Read a limit; the one that holds for all providers has no name."""
    name, _, amount = word.rpartition("=")
    if not AMOUNT.fullmatch(amount):
        message = f"`max-credits: {word}`: write a number, or PROVIDER=NUMBER."
        raise RefusedError(message)
    return name, Decimal(amount)


def whole(name: str, before: str) -> list[str]:
    """Give an input as a word of its own, after another; nothing where it is empty."""
    return [before, given(name)] if given(name) else []


def equal(name: str, option: str = "") -> list[str]:
    """Give an input as the value of an option; nothing where it is empty."""
    return [f"--{option or name}={given(name)}"] if given(name) else []


def given(name: str) -> str:
    """Read an input; empty where it was left out."""
    return os.environ.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()


def requirement() -> str:
    """Name what pip shall install: the named version, or what this action came with."""
    version, extras = given("version"), given("extras").replace(",", " ").split()
    if any(not EXTRA.fullmatch(extra) for extra in extras):
        message = f"`extras: {given('extras')}` is no list of names."
        raise RefusedError(message)
    bracket = f"[{','.join(sorted(extras))}]" if extras else ""
    if version:
        if not VERSION.fullmatch(version):
            message = f"`version: {version}` is no version."
            raise RefusedError(message)
        return f"assetforge{bracket}=={version}"
    return f"{own_checkout()}{bracket}"


def own_checkout() -> Path:
    """Find the sources that this action came with."""
    top = Path(__file__).resolve().parents[3]
    try:
        project = tomllib.loads((top / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if project["name"] == "assetforge":
            return top
    except (OSError, ValueError, LookupError, TypeError):
        pass  # somebody's own repository, into which the action was copied
    message = "this copy of the action came without assetforge. Name the `version` to install."
    raise RefusedError(message)


def installed(wanted: str) -> str:
    """Install it once for a job, in an environment of its own, and name the program."""
    digest = sha256(wanted.encode()).hexdigest()[:12]
    folder = Path(os.environ["RUNNER_TEMP"], f"assetforge-{digest}")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    done = folder / "installed"
    if not done.exists():
        venv.create(folder, with_pip=True)
        pip = [str(scripts / "python"), "-I", "-m", "pip", "install", "--quiet", wanted]
        code = run([*pip, "--disable-pip-version-check"], without_keys())
        if code:
            message = f"`{wanted}` could not be installed; pip says why above."
            raise RefusedError(message, 1)
        done.touch()
    add_line("GITHUB_PATH", str(scripts))
    return str(scripts / "assetforge")


def without_keys() -> dict[str, str]:
    """Give the environment that packages are installed in: what installs needs no key of ours."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("PIP_") or not any(word in name.upper() for word in SECRETS)
    }


def write_documents(program: str) -> int:
    """Write the same diff for programs and as a page, for the job that comments and for people."""
    # A folder for this step alone: another one of the job may compare another project.
    folder = Path(tempfile.mkdtemp(prefix="assetforge-diff-", dir=os.environ["RUNNER_TEMP"]))
    quiet = {name: value for name, value in os.environ.items() if name not in STEP_FILES}
    for output, (form, name) in DOCUMENTS.items():
        with (folder / name).open("wb") as file:
            words = words_of_inputs(f"--format={form}")
            code = run([program, *words], quiet, file.fileno())
        if code not in {0, REFUSED}:  # what a policy denies is told all the same
            return code
        add_line("GITHUB_OUTPUT", f"{output}={folder / name}")
    return 0


def run(words: list[str], environment: Mapping[str, str], out: int | None = None) -> int:
    """Run a program to its end; by a signal it ends as a shell would say so."""
    sys.stdout.flush()
    # Each word was made above: a program of ours, and inputs as single words, without a shell.
    code = subprocess.run(words, env=environment, stdout=out, check=False).returncode  # noqa: S603
    return code if code >= 0 else 128 - code


def add_line(variable: str, line: str) -> None:
    """Tell the runner something by the file that it names; nothing where it names none."""
    place = os.environ.get(variable)
    if place:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
