"""Options: each has its variable, and an option beats its variable."""

from __future__ import annotations

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
            if isinstance(parameter, click.Option):
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
        ("TARGET=nobody", ("plan",), Exit.USAGE),
        ("MANIFEST=nowhere.toml", ("check",), Exit.USAGE),
        ("JOBS=0", ("build",), Exit.USAGE),
        ("JOBS=0", ("build", "--jobs", "1"), Exit.DONE),
    ],
)
def test_a_variable_means_what_its_option_means(
    setting: str, words: tuple[str, ...], code: Exit, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(f"ASSETFORGE_{name}", value)

    assert run(*words).code == code
