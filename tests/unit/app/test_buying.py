from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.buying import open_premises
from assetforge.core.digest import digest_bytes

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_there_is_a_store_without_a_project(project: Project) -> None:
    with open_premises() as premises:
        assert premises.facts.made(digest_bytes(b"key")) is None
        assert premises.facts.holds(digest_bytes(b"bytes")) is False
        assert (premises.facts.output("a.png"), premises.facts.ordered(digest_bytes(b"key"))) == (
            None, None,
        )  # fmt: skip
        with pytest.raises(LookupError):
            premises.facts.source("logo")

    assert not Path(project.state).exists()
