from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from assetforge.app import trust
from assetforge.app.settings import user_settings
from assetforge.app.trade import require_keys, require_keys_to_fetch
from assetforge.app.trust import (
    FORGES,
    begin,
    doubt,
    forge_token,
    require_trust,
)
from assetforge.app.trust_secrets import names_secret
from assetforge.core.errors import UntrustedError
from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, built, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give a run that has not begun, in an environment that it may empty."""
    made = {"HOME": "/nowhere"}
    monkeypatch.setattr(os, "environ", made)
    monkeypatch.setattr(trust, "_BEGUN", {})
    monkeypatch.setattr(trust, "_TOKENS", {})
    return made


@pytest.mark.parametrize(
    "words", [["--untrusted"], ["build", "--untrusted"], ["build", "--", "--untrusted"]]
)
def test_the_flag_counts_wherever_it_stands(words: list[str], environ: dict[str, str]) -> None:
    del environ
    begin(words)

    assert doubt() == "`--untrusted` was given"


@pytest.mark.parametrize(
    ("value", "is_trusted"),
    [("1", False), ("true", False), ("on", False), ("perhaps", False), ("", True), ("0", True),
     ("False", True), (" no ", True), ("off", True)],
)  # fmt: skip
def test_a_variable_says_so_unless_it_says_no(
    value: str, environ: dict[str, str], *, is_trusted: bool
) -> None:
    environ["ASSETFORGE_UNTRUSTED"] = value

    begin(["build"])

    assert (doubt() == "") == is_trusted


def test_a_trusted_run_keeps_its_environment(environ: dict[str, str]) -> None:
    environ["LETZAI_API_KEY"] = "a-key"
    before = dict(environ)

    begin(["build"])

    assert environ == before


def test_a_run_in_doubt_loses_every_key(environ: dict[str, str]) -> None:
    kept = {"PATH": "/bin", "LETZAI_BASE_URL": "http://127.0.0.1:9", "GITHUB_RUN_ID": "3"}
    environ.update({**kept, "GITHUB_TOKEN": "t", "CI_JOB_TOKEN": "t", "LETTA_API_KEY": "k"})

    begin(["build", "--untrusted"])

    environ.pop("PYTEST_CURRENT_TEST", None)  # which pytest puts into every environment
    assert environ == {"HOME": "/nowhere", **kept}


def test_what_repeats_a_key_is_lost_with_it(environ: dict[str, str]) -> None:
    environ.update({"DEPLOY_PAT": "word-of-somebody", "NOTE": "log in with word-of-somebody"})

    begin(["build", "--untrusted"])

    assert not environ.keys() & {"DEPLOY_PAT", "NOTE"}


def test_every_service_s_key_is_one() -> None:
    assert all(names_secret(service.key_variable) for service in user_settings().services)
    assert all(map(names_secret, FORGES))


def test_a_run_that_never_began_is_looked_at_all_the_same(environ: dict[str, str]) -> None:
    """Who uses the package from Python has the same protection."""
    assert doubt() == ""

    environ["GITHUB_EVENT_NAME"] = "pull_request_target"

    assert "pull_request_target" in doubt()


def test_the_refusal_says_why_what_it_cost_and_what_next(environ: dict[str, str]) -> None:
    del environ
    begin(["--untrusted"])

    with pytest.raises(UntrustedError) as caught:
        require_trust("`build`")

    error = caught.value
    assert error.exit == Exit.UNTRUSTED
    assert error.what == "`build` is refused in an untrusted run: `--untrusted` was given"
    assert error.cost == "Nothing was spent."
    assert "protected branch" in error.next_step


def test_the_token_of_a_forge_is_held_for_the_comment(environ: dict[str, str]) -> None:
    environ.update({"GITHUB_TOKEN": "a-token-of-a-forge"})

    begin(["comment", "--untrusted"])

    held = forge_token("GITHUB_TOKEN")
    assert held is not None
    assert held.reveal() == "a-token-of-a-forge"
    assert "GITHUB_TOKEN" not in environ
    assert forge_token("GITLAB_TOKEN") is None


def test_a_trusted_run_takes_the_token_from_its_environment(environ: dict[str, str]) -> None:
    environ.update({"GITLAB_TOKEN": " a-token "})
    begin(["comment"])

    found = forge_token("GITLAB_TOKEN")

    assert found is not None
    assert found.reveal() == "a-token"


def test_no_service_is_asked_whoever_asks(environ: dict[str, str]) -> None:
    del environ
    begin(["--untrusted"])

    with pytest.raises(UntrustedError):
        require_keys(["letzai"])
    with pytest.raises(UntrustedError):
        require_keys_to_fetch({"letta": "hero"})
    require_keys([])
    require_keys_to_fetch({})


def test_nothing_is_built_but_a_draft(
    project: Project, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, LAMP)
    del environ
    monkeypatch.setattr(trust, "_BEGUN", {"doubt": "a test says so"})

    with pytest.raises(UntrustedError):
        built(project)
