from __future__ import annotations

import json
import zlib
from email.utils import parsedate_to_datetime

import pytest

from assetforge.sandbox.fault import Fault
from assetforge.sandbox.message import HttpAnswer, Transfer
from assetforge.sandbox.refusal import json_answer
from assetforge.sandbox.spoilt import refused_by, spoilt

NOW = 1_800_000_000.0
RECORD = json_answer({"id": "1", "status": "new"}, 201)
PICTURE = HttpAnswer(status=200, headers={"content-type": "image/png"}, body=b"0123456789")
FILM = HttpAnswer(status=200, headers={"content-type": "video/mp4"}, body=b"film")


@pytest.mark.parametrize(
    ("fault", "status", "ending"),
    [
        (Fault(kind="close"), 0, "none"),
        (Fault(kind="reset"), 0, "reset"),
        (Fault(kind="error"), 500, "whole"),
        (Fault(kind="error", status=503), 503, "whole"),
        (Fault(kind="page"), 502, "whole"),
        (Fault(kind="limit"), 429, "whole"),
        (Fault(kind="redirect-call", to="https://b.example/"), 302, "whole"),
    ],
)
def test_a_request_that_is_not_looked_at(fault: Fault, status: int, ending: str) -> None:
    answer = refused_by(fault, NOW)

    assert (answer.status, answer.transfer.ending) == (status, ending)


@pytest.mark.parametrize("said", ["7", "0.5", "nonsense", "-1"])
def test_a_limit_says_when_to_come_back_as_the_file_has_it(said: str) -> None:
    answer = refused_by(Fault(kind="limit", retry_after=said), NOW)

    assert answer.headers["retry-after"] == said


def test_a_limit_says_nothing_or_a_date_ahead() -> None:
    silent = refused_by(Fault(kind="limit"), NOW)
    dated = refused_by(Fault(kind="limit", retry_after="date+8"), NOW)

    assert "retry-after" not in silent.headers
    assert parsedate_to_datetime(dated.headers["retry-after"]).timestamp() == NOW + 8


@pytest.mark.parametrize(
    ("kind", "status", "body", "transfer"),
    [
        ("lose-answer", 201, RECORD.body, Transfer(ending="none")),
        ("reset-answer", 201, RECORD.body, Transfer(ending="reset")),
        ("cut-answer", 201, RECORD.body, Transfer(ending="cut", bytes=len(RECORD.body) // 2)),
        ("torn-answer", 201, RECORD.body[: len(RECORD.body) // 2], Transfer()),
        ("no-json", 201, b"OK, it is accepted", Transfer()),
        ("no-id", 201, json.dumps({"status": "new"}).encode(), Transfer()),
    ],
)
def test_an_answer_after_acceptance(
    kind: str, status: int, body: bytes, transfer: Transfer
) -> None:
    answer = spoilt(RECORD, Fault(kind=kind))

    assert (answer.status, answer.body, answer.transfer) == (status, body, transfer)


def test_an_answer_that_another_fault_left_unreadable_stays_so() -> None:
    torn = spoilt(RECORD, Fault(kind="torn-answer"))

    assert spoilt(torn, Fault(kind="no-id")) == torn


def test_answers_may_be_slow_huge_or_led_elsewhere() -> None:
    away = spoilt(RECORD, Fault(kind="redirect-after", to="https://b.example/", status=301))

    assert spoilt(RECORD, Fault(kind="drip-answer", seconds=9)).transfer.spread == 9
    assert spoilt(RECORD, Fault(kind="large-answer", bytes=10**9)).padding == 10**9
    assert "content-encoding" in spoilt(RECORD, Fault(kind="bomb-answer")).headers
    assert (away.status, away.headers["location"]) == (301, "https://b.example/")


def test_errors_after_acceptance_look_like_those_before() -> None:
    assert spoilt(RECORD, Fault(kind="error-after")).status == 500
    assert spoilt(RECORD, Fault(kind="page-after")).headers["content-type"] == "text/html"


def test_a_slow_answer_is_the_same_and_later() -> None:
    twice = spoilt(spoilt(RECORD, Fault(kind="slow", seconds=2)), Fault(kind="slow", seconds=3))

    assert twice.transfer.delay == 5
    assert twice.body == RECORD.body


@pytest.mark.parametrize(
    ("fault", "transfer"),
    [
        (Fault(kind="cut"), Transfer(ending="cut", bytes=5)),
        (Fault(kind="short"), Transfer(ending="overrun", bytes=5)),
        (Fault(kind="drip", seconds=9), Transfer(spread=9)),
    ],
)
def test_a_download_that_goes_wrong_on_its_way(fault: Fault, transfer: Transfer) -> None:
    answer = spoilt(PICTURE, fault)

    assert (answer.body, answer.transfer) == (PICTURE.body, transfer)


def test_other_bytes_than_were_asked_for() -> None:
    assert spoilt(PICTURE, Fault(kind="half")).body == b"01234"
    assert spoilt(PICTURE, Fault(kind="expire")).status == 403
    assert spoilt(PICTURE, Fault(kind="wrong-type")).body.startswith(b"<html>")
    assert json.loads(spoilt(PICTURE, Fault(kind="wrong-type", word="application/json")).body)
    assert b"\x00\x00\x75\x30\x00\x00\x75\x30" in spoilt(PICTURE, Fault(kind="picture-bomb")).body


def test_a_redirect_leads_where_it_is_told() -> None:
    answer = spoilt(PICTURE, Fault(kind="redirect", to="https://b.example/x", status=307))

    assert (answer.status, answer.headers["location"]) == (307, "https://b.example/x")


def test_a_small_picture_comes_whatever_was_ordered() -> None:
    assert b"\x00\x00\x01\x90\x00\x00\x01\x90" in spoilt(PICTURE, Fault(kind="small")).body


def test_a_gzip_bomb_is_small_until_it_is_unpacked() -> None:
    answer = spoilt(PICTURE, Fault(kind="gzip-bomb"))

    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 100_000
    assert len(zlib.decompress(answer.body, 31)) == 64 * 1024 * 1024


def test_a_large_result_is_padded_in_a_way_that_players_skip() -> None:
    fault = Fault(kind="large", bytes=5_000_000_000)
    picture, film = spoilt(PICTURE, fault), spoilt(FILM, fault)
    part = spoilt(HttpAnswer(status=206, body=b"1"), fault)

    assert (picture.body, picture.padding) == (PICTURE.body, 5_000_000_000)
    assert film.body == b"film\0\0\0\1free" + (5_000_000_016).to_bytes(8, "big")
    assert part.padding == 0
