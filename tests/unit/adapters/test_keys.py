from __future__ import annotations

import pytest

from assetforge.adapters.keys import account_of, credentials
from assetforge.core.errors import CredentialsError
from assetforge.core.exits import Exit
from assetforge.core.secret import Secret
from assetforge.providers.settings import ServiceSettings

SETTINGS = ServiceSettings(
    provider="letzai", origin="https://api.letz.ai", key_variable="LETZAI_API_KEY"
)


@pytest.mark.parametrize("value", ["sk-1", " sk-1 ", "sk-1\n", "\tsk-1\r\n"])
def test_a_key_is_read_without_the_space_around_it(value: str) -> None:
    found = credentials(SETTINGS, {"LETZAI_API_KEY": value, "LETTA_API_KEY": "other"})

    assert found is not None
    assert found.reveal() == "sk-1"


@pytest.mark.parametrize("environ", [{}, {"LETZAI_API_KEY": ""}, {"LETZAI_API_KEY": " \n"}])
def test_no_key_is_none(environ: dict[str, str]) -> None:
    assert credentials(SETTINGS, environ) is None


@pytest.mark.parametrize(
    ("value", "flaw"),
    [
        ("Bearer hunter2", "a space or a line break"),
        ("hunter2\nX-Evil: 1", "a space or a line break"),
        ("hunter2\x00", "a control character"),
        ("hunter2\x7f", "a control character"),
        ("hunter2\u200b", "not ASCII"),
        ("“hunter2”", "not ASCII"),
        ("hunter2" * 1000, "longer than"),
    ],
)
def test_what_cannot_be_a_key_is_refused_without_being_shown(value: str, flaw: str) -> None:
    with pytest.raises(CredentialsError, match=flaw) as caught:
        credentials(SETTINGS, {"LETZAI_API_KEY": value})

    assert caught.value.exit is Exit.CREDENTIALS
    assert "LETZAI_API_KEY" in caught.value.what
    assert "hunter2" not in caught.value.what + caught.value.next_step


def test_an_account_is_named_without_telling_its_key() -> None:
    account = account_of(Secret("sk-1"))

    assert len(account) == 8
    assert set(account) <= set("0123456789abcdef")
    assert account == account_of(Secret("sk-1"))
    assert account != account_of(Secret("sk-2"))


def test_an_organization_and_a_place_of_its_own_make_another_account_of_the_same_key() -> None:
    key, place = Secret("sk-1"), "http://127.0.0.1:9"

    accounts = [
        account_of(key), account_of(key, "studio"), account_of(key, None, place),
        account_of(key, "studio", place), account_of(key, place),
    ]  # fmt: skip

    assert len(set(accounts)) == len(accounts)
    assert account_of(key, "") == account_of(key)
