"""Options: each has its variable, and an option beats its variable."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click
import pytest

from assetforge.cli.main import COMMANDS, group
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.ran import Run


def options() -> Iterator[tuple[str, click.Option]]:
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            # A hidden one is for another program alone, which types it: git, for a merge.
            if isinstance(parameter, click.Option) and not parameter.hidden:
                yield name, parameter


def test_every_option_of_a_command_has_a_variable_after_its_name() -> None:
    for command, option in options():
        longest = max(option.opts, key=len).lstrip("-").upper().replace("-", "_")

        assert option.envvar == f"ASSETFORGE_{longest}", f"{command}: {option.opts}"


@pytest.mark.parametrize(
    ("setting", "words", "code"),
    [
        ("DETAILED_EXITCODE=1", ("plan",), Exit.CHANGES),
        ("LOCKED=1", ("build",), Exit.STALE),
        ("FROZEN=1", ("build",), Exit.STALE),
        ("OFFLINE=1", ("models", "--online"), Exit.UNAVAILABLE),
        ("OFFLINE=0", ("models",), Exit.DONE),
        ("OFFLINE=perhaps", ("check",), Exit.USAGE),
        ("TARGET=nobody", ("plan",), Exit.USAGE),
        ("MANIFEST=nowhere.toml", ("check",), Exit.USAGE),
        ("JOBS=0", ("build",), Exit.USAGE),
        ("JOBS=0", ("build", "--jobs", "1"), Exit.DONE),
        ("MAX_CREDITS=letza=5", ("build",), Exit.USAGE),
    ],
)
def test_a_variable_means_what_its_option_means(
    setting: str, words: tuple[str, ...], code: Exit, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(f"ASSETFORGE_{name}", value)

    assert run(*words).code == code


@pytest.mark.parametrize(
    ("setting", "words", "told"),
    [
        ("JOBS=none", ("build",), "Invalid value for the variable ASSETFORGE_JOBS: 'none'"),
        ("MAX_CREDITS=x", ("build",), "the variable ASSETFORGE_MAX_CREDITS: `x`: write"),
        ("QUIET=perhaps", ("check",), "the variable ASSETFORGE_QUIET: 'perhaps'"),
        ("DIALECT=s3cret", ("plan",), "the variable ASSETFORGE_DIALECT: it takes current or older"),
        ("JOBS=none", ("build", "--jobs", "0"), "Invalid value for '-j' / '--jobs'"),
    ],
)
def test_a_mistake_is_told_where_it_was_made(
    setting: str, words: tuple[str, ...], told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(f"ASSETFORGE_{name}", value)

    refused = run(*words)

    assert refused.code == Exit.USAGE
    assert told in refused.err
    assert "s3cret" not in refused.err


def test_quiet_and_verbose_have_variables_and_what_is_typed_wins(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETFORGE_QUIET", "1")

    assert run("check").err == ""
    assert "is valid" in run("-v", "check").err.replace("are", "is")

    monkeypatch.delenv("ASSETFORGE_QUIET")
    monkeypatch.setenv("ASSETFORGE_VERBOSE", "1")

    assert "key = " in run("plan").out
    assert "key = " not in run("-q", "plan").out


def test_a_dialect_that_is_typed_outranks_the_environment_and_ends_with_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETFORGE_DIALECT", "current")
    phota = ("models", "letzai", "--kind", "image", "--json")  # only older documents name it

    def is_outdated(*words: str) -> bool:
        models = json.loads(run(*phota, *words).out)["models"]
        return next(bool(each["outdated"]) for each in models if each["id"] == "phota")

    assert is_outdated()
    assert not is_outdated("--dialect", "older")
    assert is_outdated()


def test_a_dialect_leaves_no_variable_where_there_was_none(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSETFORGE_DIALECT", raising=False)

    assert run("check", "--dialect", "older").code == Exit.DONE

    assert "ASSETFORGE_DIALECT" not in os.environ
    assert run("check", "--dialect", "newer").code == Exit.USAGE
