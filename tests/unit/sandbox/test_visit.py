from __future__ import annotations

import pytest

from assetforge.sandbox.body_fields import PRIVACY
from assetforge.sandbox.message import HttpRequest
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.visit import Visit
from tests.unit.sandbox.bench import START, Bench

ID = "0B2C6F0E-5a4d-4e8a-9a51-6f1d3c2b7a90"


def visit(part: str, body: bytes = b"") -> Visit:
    request = HttpRequest(method="PUT", target=f"/images/{part}/privacy?x=1", body=body)
    return Visit(
        premises=Bench().sandbox.premises, request=request, now=START, route="/images",
        parts=(part,),
    )  # fmt: skip


def test_an_id_is_a_uuid_in_lower_case() -> None:
    assert visit(ID).id == ID.lower()


@pytest.mark.parametrize("part", ["", "img_abc123xyz", "..", ID + "0"])
def test_anything_else_is_400(part: str) -> None:
    with pytest.raises(RefusalError) as refused:
        _ = visit(part).id

    assert refused.value.status == 400


def test_a_body_is_read_by_the_fields_of_the_endpoint() -> None:
    assert visit(ID, b'{"privacy": "public"}').body(PRIVACY) == {"privacy": "public"}


def test_a_call_is_named_by_method_and_path() -> None:
    assert visit("7").call == "PUT /images/7/privacy"
