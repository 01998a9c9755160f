from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.body import (
    anything_in_a_table,
    flag,
    inner,
    is_uuid,
    list_of,
    number,
    one_of,
    optional,
    read_body,
    required,
    table_of,
    text,
    url,
    uuid,
    whole,
)
from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from assetforge.sandbox.body import Rule

UUID = "0b2c6f0e-5a4d-4e8a-9a51-6f1d3c2b7a90"
FIELDS = required({"prompt": text(is_filled=True)}) | optional({"width": whole(480, 2160)})


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "prompt should not be empty"),
        (b"no", "the body is not JSON"),
        (b"\xff", "the body is not JSON"),
        (b"[" * 100_000, "the body is not JSON"),
        (b'{"prompt": "\\ud800"}', "the body is not JSON"),
        (b'{"prompt": "A", "\\udfff": 1}', "the body is not JSON"),
        (b'{"prompt": "A", "width": NaN}', "the body is not JSON"),
        (b'{"prompt": "A", "width": [[1e400]]}', "the body is not JSON"),
        (b"[]", "the body must be a JSON object"),
        (b'{"prompt": "A", "seed": 1}', "property seed should not exist"),
        (b'{"prompt": null}', "prompt must not be null"),
        (b'{"prompt": " "}', "prompt should not be empty"),
        (b'{"prompt": "A", "width": 479}', "width must be between 480 and 2160"),
        (b'{"prompt": 1, "width": "wide"}', "prompt must be a string; width must be an integer"),
    ],
)
def test_a_wrong_body_is_400_with_everything_that_is_wrong(data: bytes, complaint: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read_body(data, FIELDS)

    assert refused.value.status == 400
    assert complaint in refused.value.message


def test_a_right_body_comes_back_as_it_is() -> None:
    body = {"prompt": "A", "width": 480}

    assert read_body(json.dumps(body).encode(), FIELDS) == body


def fits(rule: Rule, right: list[object], wrong: list[object]) -> None:
    assert [value for value in right if rule(value)] == []
    assert [value for value in wrong if not rule(value)] == []


def test_texts() -> None:
    fits(text(longest=3), ["", "abc"], ["abcd", 1, None, ["a"]])
    fits(text(is_filled=True), ["a"], ["", " \n"])


def test_numbers() -> None:
    fits(whole(1, 6), [1, 6], [0, 7, 1.0, 1.5, True, "1"])
    fits(whole(0), [0, 10**9], [-1])
    fits(number(2, 12), [2, 2.5, 12], [1.9, float("nan"), float("inf"), True, "2"])


def test_flags() -> None:
    fits(flag, [True, False], [0, 1, "true", None])


def test_uuids() -> None:
    fits(uuid, [UUID, UUID.upper()], ["", "img_abc123xyz", UUID[:-1], "{" + UUID + "}", 7])
    assert is_uuid(UUID)


def test_urls() -> None:
    fits(
        url,
        ["https://a.example/b.png", "http://127.0.0.1:80/"],
        ["", "a.png", "ftp://a.example/b", "https://", "http://[", 7, "https://a/" + "b" * 5000],
    )


def test_choices_keep_their_type() -> None:
    fits(one_of((2, 3)), [2, 3], [1, "2", 2.0, True])


def test_lists_and_tables() -> None:
    fits(list_of(whole(1), most=2, fewest=1), [[1], [1, 2]], [[], [1, 2, 3], [0], 1, "12"])
    fits(table_of(FIELDS), [{"prompt": "A"}], [{}, {"prompt": "A", "x": 1}, [], "A"])
    fits(anything_in_a_table, [{}, {"x": None}], [[], None, "x"])


def test_an_object_inside_a_body_is_empty_where_it_is_absent() -> None:
    assert inner({"settings": {"mode": "x"}}, "settings") == {"mode": "x"}
    assert inner({"settings": 7}, "settings") == {}
    assert inner({}, "settings") == {}
