from __future__ import annotations

import pytest

from assetforge.sandbox.message import HttpAnswer, HttpRequest


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/images", "/images", {}),
        ("/images?page=2&status=", "/images", {"page": "2", "status": ""}),
        ("http://api.letz.ai/images/7?v=1", "/images/7", {"v": "1"}),
        ("https://api.letz.ai", "/", {}),
        ("//host/images", "/host/images", {}),
        ("/a?to=http://x/y", "/a", {"to": "http://x/y"}),
        ("*", "/*", {}),
        ("http://[", "/", {}),
        ("http://h//[::", "/[::", {}),
        ("//[::", "/[::", {}),
    ],
)
def test_a_target_is_read_as_a_path_even_where_it_is_a_whole_url(
    target: str, path: str, query: dict[str, str]
) -> None:
    request = HttpRequest(method="GET", target=target)

    assert (request.path, request.query) == (path, query)


def test_a_request_is_keyed_where_an_authorization_came_along() -> None:
    assert HttpRequest(method="GET", target="/", headers={"authorization": ""}).is_keyed
    assert not HttpRequest(method="GET", target="/", headers={"accept": "*/*"}).is_keyed


def test_an_answer_is_good_by_its_status() -> None:
    assert [HttpAnswer(status=status).is_good for status in (199, 200, 204, 299, 300)] == [
        False, True, True, True, False,
    ]  # fmt: skip
