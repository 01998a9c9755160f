from __future__ import annotations

import pytest

from assetforge.execution.retry import (
    ALWAYS,
    Backoff,
    Errand,
    Fault,
    fault_of,
    may_repeat,
    ordered_pause,
)

OFTEN = ALWAYS - 1
NOW = 1_790_000_000.0  # Mon, 21 Sep 2026 14:13:20 GMT


@pytest.mark.parametrize(
    ("errand", "fault", "times"),
    [
        ("paid", Fault.NOT_SENT, 4),
        ("paid", Fault.BUSY, OFTEN),
        ("paid", Fault.LOST, 1),
        ("paid", Fault.BROKEN, 1),
        ("paid", Fault.REFUSED, 1),
        ("GET", Fault.NOT_SENT, OFTEN),
        ("GET", Fault.LOST, OFTEN),
        ("GET", Fault.BUSY, OFTEN),
        ("GET", Fault.BROKEN, OFTEN),
        ("GET", Fault.REFUSED, 1),
        ("POST", Fault.NOT_SENT, 4),
        ("POST", Fault.LOST, 4),
        ("POST", Fault.BROKEN, 4),
        ("POST", Fault.REFUSED, 1),
        ("PUT", Fault.NOT_SENT, 4),
        ("PUT", Fault.LOST, 1),
        ("PUT", Fault.BROKEN, 1),
        ("DELETE", Fault.LOST, 1),
        ("download", Fault.LOST, 5),
        ("upload", Fault.LOST, 3),
        ("upload", Fault.BROKEN, 3),
    ],
)
def test_the_table_says_how_often_something_is_sent(
    errand: Errand, fault: Fault, times: int
) -> None:
    assert times == 1 or may_repeat(errand, fault, times - 1)
    assert may_repeat(errand, fault, times) == (times == OFTEN)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (200, None),
        (204, None),
        (302, Fault.REFUSED),
        (400, Fault.REFUSED),
        (404, Fault.REFUSED),
        (408, Fault.BROKEN),
        (409, Fault.REFUSED),
        (425, Fault.BROKEN),
        (429, Fault.BUSY),
        (500, Fault.BROKEN),
        (504, Fault.BROKEN),
    ],
)
def test_a_status_says_what_is_wrong(status: int, fault: Fault | None) -> None:
    assert fault_of(status) is fault


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5),
        (" 0.5 ", 0.5),
        ("0", 0),
        ("3600", 60),
        ("inf", 60),
        ("1e400", 60),
        ("nan", None),
        ("-1", None),
        ("-inf", None),
        ("", None),
        ("soon", None),
        ("Mon, 21 Sep 2026 14:13:30 GMT", 10),
        ("Mon, 21 Sep 2026 14:13:30", 10),
        ("Mon, 21 Sep 2026 14:13:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 60),
        ("Mon, 99 Sep 2026 14:13:30 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -9999", None),
    ],
)
def test_retry_after_is_read_with_care(header: str, seconds: float | None) -> None:
    assert ordered_pause({"retry-after": header}, NOW) == seconds


def test_a_date_is_held_against_the_clock_of_the_service() -> None:
    headers = {
        "retry-after": "Mon, 21 Sep 2020 10:00:20 GMT",
        "date": "Mon, 21 Sep 2020 10:00:00 GMT",
    }

    assert ordered_pause(headers, NOW) == 20


def test_an_answer_without_the_header_says_nothing() -> None:
    assert ordered_pause({}, NOW) is None


@pytest.mark.parametrize(
    ("failures", "most"), [(1, 0.5), (2, 1), (3, 2), (4, 4), (5, 8), (6, 8), (10_000, 8)]
)
def test_pauses_double_up_to_eight_seconds(failures: int, most: float) -> None:
    backoff = Backoff()

    assert backoff.pause(failures, 0.0) == 0
    assert backoff.pause(failures, 0.5) == most / 2
    assert backoff.longest == 8
    assert backoff.unsaid == 30
