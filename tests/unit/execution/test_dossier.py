from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.media import MP4, Blob, Media
from assetforge.execution.dossier import decode_dossier, encode_dossier
from assetforge.lock.model import TrainedRef
from assetforge.providers.instruction import Piece
from assetforge.providers.protocol import Result
from tests.unit.execution.attempts import DOSSIER, KEY, LOGO

FILM = Media(type=MP4, width=64, height=48, seconds=8.5)


@pytest.mark.parametrize(
    "dossier",
    [
        DOSSIER,
        replace(DOSSIER, model=None),
        replace(DOSSIER, refs=(), inputs=()),
        replace(DOSSIER, estimated=UNKNOWN),
        replace(DOSSIER, trained=(TrainedRef(name="anna", id="a1", edition="2"),)),
        replace(DOSSIER, place="this machine"),
        replace(DOSSIER, estimated=Credits.exactly(Decimal("1.5"))),
        replace(DOSSIER, inputs=(replace(DOSSIER.inputs[0], media=FILM),)),
    ],
)
def test_what_is_written_is_read(dossier: object) -> None:
    assert decode_dossier(encode_dossier(dossier)) == dossier  # type: ignore[arg-type] # rows of one type


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"kind": "poem"}', "[" * 100_000])
def test_what_is_no_dossier_is_none(text: str) -> None:
    assert decode_dossier(text) is None


@pytest.mark.parametrize("field", ["key", "key_schema", "kind", "provider", "request", "inputs"])
def test_a_dossier_that_lacks_something_is_none(field: str) -> None:
    table = json.loads(encode_dossier(DOSSIER))
    del table[field]

    assert decode_dossier(json.dumps(table)) is None


def test_a_result_and_a_dossier_make_what_the_store_remembers() -> None:
    blob = Blob(digest=LOGO, size=4, media=FILM)
    result = Result(
        piece=Piece(path="staged:1", media=FILM), job_id="job-1", result_id="r-1",
        url="https://results.example/1", charged=Decimal(40),
    )  # fmt: skip

    made = DOSSIER.made(result, blob)

    assert (made.key, made.key_schema, made.kind, made.model) == (KEY, 1, "edit", "fine")
    assert (made.inputs, made.request) == (DOSSIER.refs, DOSSIER.params)
    assert (made.place, replace(DOSSIER, place="here").made(result, blob).place) == ("", "here")
    assert (made.job_id, made.result_id, made.url) == ("job-1", "r-1", result.url)
    assert (made.estimated, made.charged) == (Credits.between(40, 80), Decimal(40))


def test_a_request_is_what_the_service_is_asked_for() -> None:
    request = DOSSIER.with_inputs(()).request("hero")

    assert (request.address, request.kind, request.params) == ("hero", "edit", DOSSIER.params)
    assert request.inputs == ()
    assert digest_bytes(b"logo") == DOSSIER.request("hero").inputs[0].digest
