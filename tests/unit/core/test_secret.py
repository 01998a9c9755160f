from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback

import pytest

from assetforge.core.secret import Secret

KEY = "canary-5b1e0c"


@pytest.mark.parametrize(
    "shown",
    [
        repr(Secret(KEY)),
        str(Secret(KEY)),
        f"{Secret(KEY)}",
        f"{Secret(KEY)!r:>40}",
        f"{Secret(KEY):>40}",
        "%s %r" % (Secret(KEY), Secret(KEY)),  # noqa: UP031 - the way logging formats
        repr([Secret(KEY)]),
        repr({"key": Secret(KEY)}),
        "".join(map(str, vars(logging.makeLogRecord({"args": (Secret(KEY),)})).values())),
    ],
    ids=["repr", "str", "format", "padded repr", "padded", "percent", "list", "table", "record"],
)
def test_no_way_of_printing_shows_it(shown: str) -> None:
    assert KEY not in shown


def test_it_is_given_out_when_asked_for() -> None:
    assert Secret(KEY).reveal() == KEY


@pytest.mark.parametrize(
    "save",
    [pickle.dumps, copy.copy, copy.deepcopy, json.dumps],
    ids=["pickle", "copy", "deep", "json"],
)
def test_no_way_of_saving_takes_it(save: object) -> None:
    assert callable(save)

    with pytest.raises(TypeError) as caught:
        save(Secret(KEY))

    assert KEY not in str(caught.value)


def test_a_traceback_with_locals_hides_it() -> None:
    with pytest.raises(ValueError, match="unusable") as caught:
        _fail(Secret(KEY))

    error = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    shown = "".join(error.format())
    assert "secret = ***" in shown
    assert KEY not in shown


def _fail(secret: Secret) -> None:
    message = f"unusable: {secret}"
    raise ValueError(message)
