from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.instruction import Answer, Ask, Job
from assetforge.providers.letzai.privacy import settled_privacy
from tests.unit.providers.letzai.talking import answer, play, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.providers.instruction import Reply


@pytest.mark.parametrize(
    ("route", "result_id", "path"),
    [
        ("/images", uuid(1), f"/images/{uuid(1)}/privacy"),
        ("/image-edits", uuid(2), f"/images/{uuid(2)}/privacy"),
        ("/videos", None, f"/videos/{uuid(1)}/privacy"),
    ],
)
def test_where_privacy_is_asked_for(route: str, result_id: str | None, path: str) -> None:
    talk = settled_privacy(Job(id=uuid(1), route=route), {}, result_id, "public")

    said, remarks = play(talk, [answer(None, 204)])

    assert [instruction.call.path for instruction in said if isinstance(instruction, Ask)] == [path]
    assert remarks == ()


@pytest.mark.parametrize(
    ("route", "record", "result_id", "wish"),
    [
        ("/images", {}, uuid(1), None),
        ("/images", {"privacy": "private"}, uuid(1), "private"),
        ("/image-edits", {"generatedImageCompletion": {"privacy": "private"}}, uuid(2), "private"),
        ("/image-edits", {}, None, "private"),
        ("/upscale", {}, uuid(1), "private"),
        ("/video-edits", {}, uuid(1), "private"),
    ],
)
def test_where_nothing_is_asked(
    route: str, record: Table, result_id: str | None, wish: str | None
) -> None:
    talk = settled_privacy(Job(id=uuid(1), route=route), record, result_id, wish)

    assert play(talk, []) == ([], ())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 503])
def test_a_refusal_is_a_remark_and_loses_nothing(status: int) -> None:
    refusal: list[Reply] = [answer({"message": "it uses private models"}, status)]
    talk = settled_privacy(Job(id=uuid(1), route="/images"), {}, uuid(1), "public")

    said, remarks = play(talk, refusal)

    assert isinstance(said[0], Ask)
    assert status in said[0].takes
    assert remarks == ("LetzAI did not make it public: it uses private models",)


def test_what_brings_no_answer_is_a_remark_too() -> None:
    lost: list[Reply] = [Answer(status=0, text="LetzAI cannot be used now: reset (1 try)")]
    talk = settled_privacy(Job(id=uuid(1), route="/images"), {}, uuid(1), "public")

    said, remarks = play(talk, lost)

    assert isinstance(said[0], Ask)
    assert said[0].is_optional
    assert remarks == ("LetzAI did not make it public: LetzAI cannot be used now: reset (1 try)",)
