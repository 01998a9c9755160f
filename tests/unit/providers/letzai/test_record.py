from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.record import record_of, worth_keeping
from tests.unit.providers.letzai.talking import URL, answer, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json


def test_previews_and_people_are_not_kept() -> None:
    person: Json = {"id": uuid(5), "username": "anna", "profilePicture": URL}
    record: dict[str, Json] = {
        "id": uuid(1), "status": "ready", "previewImage": "data:image/jpeg;base64,AAAA",
        "user": person, "likes": 3, "imageVersions": {"original": URL},
        "generatedImageCompletion": {"id": uuid(2), "user": person, "previewImage": "AAAA"},
        "imageCompletionChoices": [{"id": uuid(3), "user": person}, uuid(4)],
    }  # fmt: skip

    kept = worth_keeping(record)

    assert kept == {
        "id": uuid(1), "status": "ready", "imageVersions": {"original": URL},
        "generatedImageCompletion": {"id": uuid(2)},
        "imageCompletionChoices": [{"id": uuid(3)}, uuid(4)],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "record"),
    [
        ({"id": "a", "status": "new"}, {"id": "a", "status": "new"}),
        ({"event": "done", "data": {"id": "a"}}, {"id": "a"}),
        ({"status": "new", "data": {"id": "a"}}, {"status": "new", "data": {"id": "a"}}),
        ({"data": []}, {"data": []}),
        ([1, 2], {}),
        ("ready", {}),
        (None, {}),
    ],
)
def test_a_record_may_be_wrapped(body: Json, record: Json) -> None:
    assert record_of(answer(body)) == record


def test_a_failed_answer_holds_no_record() -> None:
    assert record_of(answer({"id": uuid(1), "status": "ready"}, 500)) == {}
