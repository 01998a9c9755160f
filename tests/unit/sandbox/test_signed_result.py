from __future__ import annotations

import pytest

from assetforge.providers.drawing import Enlargement
from assetforge.sandbox import signed_result
from assetforge.sandbox.rendering import Rendering
from assetforge.sandbox.signed_result import SignedResult, SignedShelf


def result(id_: str) -> SignedResult:
    drawing = Enlargement(width=8, height=8, sharpening=0)
    inner = Rendering(id=f"{id_}/png", drawing=drawing, inputs=(b"12345",))
    rendering = Rendering(id=id_, drawing=drawing, inputs=(inner, b"678"))
    return SignedResult(rendering=rendering, signature="s", expires_at=1000)


def test_a_result_is_found_and_can_be_made_to_expire() -> None:
    shelf = SignedShelf()
    shelf.put(result("1"))

    shelf.expire("1", 500)
    shelf.expire("2", 500)

    found = shelf.find("1")
    assert found is not None
    assert found.expires_at == 500
    assert shelf.find("2") is None


@pytest.mark.parametrize(("name", "most"), [("_MOST_RESULTS", 2), ("_MOST_BYTES", 20)])
def test_the_oldest_make_room(name: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_result, name, most)
    shelf = SignedShelf()

    for id_ in "123":
        shelf.put(result(id_))

    assert [shelf.find(id_) is not None for id_ in "123"] == [False, True, True]


def test_one_that_is_too_large_alone_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_result, "_MOST_BYTES", 1)
    shelf = SignedShelf()

    shelf.put(result("1"))

    assert shelf.find("1") is not None
