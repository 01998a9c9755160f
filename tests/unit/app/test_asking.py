from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.asking import open_inquiry, scratch_of
from assetforge.app.money_places import money_places
from assetforge.core.errors import CredentialsError, UnavailableError, UsageError
from assetforge.providers.instruction import Ask, Call
from assetforge.providers.letzai.trained_models import trained_models

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.providers.instruction import Answer
    from tests.sandbox_server import SandboxServer


def asked(project: Project, path: str) -> Answer:
    async def asking() -> Answer:
        async with open_inquiry(project.state, ("letzai",)) as inquiry:
            assert inquiry.reaches("letzai")
            assert not inquiry.reaches("nobody")
            return await inquiry.ask("letzai", Ask(call=Call(method="GET", path=path)))

    return asyncio.run(asking())


def test_a_question_is_free_and_leaves_nothing_behind(
    served: SandboxServer, project: Project
) -> None:
    before = served.orders()

    assert asked(project, "/models").is_good

    assert served.orders() == before
    assert not money_places().folder.exists()
    assert not Path(project.state).exists()


def test_a_talk_of_questions_is_played_to_its_end(served: SandboxServer, project: Project) -> None:
    async def hearing() -> list[str]:
        async with open_inquiry(project.state) as inquiry:
            return [each.name for each in await inquiry.hear("letzai", trained_models())]

    assert served.origin
    assert "john_doe" in asyncio.run(hearing())


def test_a_service_without_a_key_cannot_be_asked(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LETZAI_API_KEY", raising=False)

    with pytest.raises(CredentialsError, match="LETZAI_API_KEY is not set"):
        asked(project, "/models")


def test_a_service_that_cannot_be_reached_is_an_error_and_no_empty_answer(
    served: SandboxServer, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served.origin
    monkeypatch.setenv("LETZAI_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("assetforge.app.asking.PATIENCE", 0.1)

    with pytest.raises(UnavailableError):
        asked(project, "/models")


def test_what_may_be_lost_lies_in_the_project_or_else_with_the_user(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert scratch_of(None) == str(money_places().folder)

    monkeypatch.chdir(project.root)
    assert scratch_of(None) == project.state
    with pytest.raises(UsageError):
        scratch_of("missing.toml")
