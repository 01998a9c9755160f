"""Known keys: whatever door a text leaves by, no key that was read goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import known_keys
from assetforge.adapters.call_end import decode_end, encode_end
from assetforge.adapters.keys import credentials
from assetforge.adapters.known_keys import know, without_keys
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.rescue_file import decode_rescue, encode_rescue
from assetforge.cli.streams import put, tell
from assetforge.core.secret import Secret
from assetforge.execution.attempt import AttemptState, Budget, Change
from assetforge.execution.delivery import LostAnswerError
from assetforge.providers.instruction import Answer
from assetforge.providers.settings import ServiceSettings
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from pathlib import Path

KEY = "canary/key-of-the-doors-77"
SPELLINGS = (KEY, KEY.replace("/", "\\/"), KEY.replace("/", "%2f"), KEY.replace("/", "&#x2F;"))
INTENT = attempt_of().intent


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_keys, "_KNOWN", {})


def test_without_a_key_a_text_stays_as_it_is() -> None:
    assert without_keys(f"bad key {KEY}") == f"bad key {KEY}"


def test_a_key_is_known_once_it_was_read() -> None:
    service = ServiceSettings(
        provider="letzai", origin="https://api.letz.ai", key_variable="LETZAI_API_KEY"
    )

    credentials(service, {"LETZAI_API_KEY": KEY})

    assert without_keys(f"bad key {KEY}") == "bad key ***"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_key_leaves_by_a_stream(spelling: str, capsys: pytest.CaptureFixture[str]) -> None:
    know(Secret(KEY))

    put(f'{{"reason": "bad key {spelling}"}}\n')
    tell(f"failed: bad key {spelling}\n")

    assert capsys.readouterr() == ('{"reason": "bad key ***"}\n', "failed: bad key ***\n")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_key_gets_into_the_ledger(spelling: str, tmp_path: Path) -> None:
    know(Secret(KEY))
    path, attempt = tmp_path / "ledger.sqlite3", attempt_of()
    change = Change(
        state=AttemptState.UNKNOWN, reason=f"bad key {spelling}", result_url=f"https://h/{spelling}"
    )

    with open_book(path) as book:
        book.claim(attempt, Budget())
        noted = book.note(attempt.intent, change, date=NOON)

    assert noted.reason == "bad key ***"
    assert spelling.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_key_gets_into_a_rescue_file(spelling: str) -> None:
    know(Secret(KEY))
    change = Change(state=AttemptState.SUBMITTED, reason=f"bad key {spelling}")

    _, rescued = decode_rescue(encode_rescue(attempt_of(), change))

    assert rescued.reason == "bad key ***"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_key_gets_into_the_spool(spelling: str) -> None:
    know(Secret(KEY))
    answer = Answer(status=401, body={"message": f"bad key {spelling}"}, headers={})

    kept = decode_end(INTENT, encode_end(INTENT, answer))
    lost = decode_end(INTENT, encode_end(INTENT, LostAnswerError(f"bad key {spelling}")))

    assert isinstance(kept, Answer)
    assert kept.body == {"message": "bad key ***"}
    assert isinstance(lost, LostAnswerError)
    assert lost.why == "bad key ***"
