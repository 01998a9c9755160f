"""One service's table: every key typed and ranged, each mistake with a place and a way out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.app.settings_service import KEYS, Above
from assetforge.app.settings_values import TAKES
from assetforge.providers.settings import ServiceSettings
from tests.unit.app.settings_files import codes, letzai, parsed, said

UUID = "0B5E5E5E-0000-4000-8000-00000000000a"
RIGHT: list[tuple[str, str, object]] = [
    ('base_url = "https://Api.Example.com/"', "origin", "https://api.example.com"),
    ('base_url = "https://api.example.com:8443"', "origin", "https://api.example.com:8443"),
    ('base_url = "http://127.0.0.1:8421"', "origin", "http://127.0.0.1:8421"),
    ('base_url = "http://[::1]:8421"', "origin", "http://[::1]:8421"),
    ('base_url = "http://localhost:8421"', "origin", "http://localhost:8421"),
    ('dialect = "older"', "dialect", "older"),
    ("concurrency = 1", "concurrency", 1),
    ("concurrency = 64", "concurrency", 64),
    ("rate = 0.5", "rate", 0.5),
    (f'organization = "{UUID}"', "organization", UUID.lower()),
    ('webhook = "https://me.example/hook?a=b"', "webhook", "https://me.example/hook?a=b"),
    ('privacy = "licensed"', "privacy", "licensed"),
    ("daily_limit = 0", "day_limit", Decimal(0)),
    ("daily_limit = 12.5", "day_limit", Decimal("12.5")),
    ("asset_limit = 500", "asset_limit", Decimal(500)),
    ("poll_floor_seconds = 3", "poll_floor", 3),
    ("settle_seconds = 120", "settle_seconds", 120),
    ("backoff_seconds = 0.1", "backoff", 0.1),
]
WRONG = [
    'base_url = "http://api.letz.ai"',
    'base_url = "http://localhost.example:80"',
    'base_url = "https://api.letz.ai/v1"',
    'base_url = "https://api.letz.ai?a=b"',
    'base_url = "https://api.letz.ai#a"',
    'base_url = "https://me:word@api.letz.ai"',
    'base_url = "https://api.letz.ai@evil.example"',
    'base_url = "https://api.letz.ai:99999"',
    'base_url = "ftp://api.letz.ai"',
    'base_url = "api.letz.ai"',
    'base_url = "https://"',
    'base_url = ""',
    "base_url = 7",
    'dialect = "newest"',
    "dialect = 1",
    "concurrency = 0",
    "concurrency = 65",
    "concurrency = 2.5",
    "concurrency = true",
    'concurrency = "8"',
    "rate = 0",
    "rate = -1",
    "rate = true",
    "rate = 1001",
    'organization = "acme"',
    "organization = 5",
    'webhook = "http://me.example/hook"',
    'webhook = "https://me:word@me.example"',
    'privacy = "secret"',
    "privacy = []",
    "privacy = {}",
    "daily_limit = -1",
    "daily_limit = 1e13",
    "asset_limit = true",
    'asset_limit = "5"',
    "poll_floor_seconds = 0",
    "settle_seconds = -5",
    "settle_seconds = 4000",
    "backoff_seconds = 61",
]


@pytest.mark.parametrize(("line", "field", "value"), RIGHT)
def test_a_value_that_fits_is_taken(line: str, field: str, value: object) -> None:
    assert getattr(letzai(line), field) == value


@pytest.mark.parametrize("line", WRONG)
def test_a_value_that_does_not_fit_is_told_with_what_its_key_takes(line: str) -> None:
    key = line.partition(" ")[0]

    (problem,) = said(f"[letzai]\n{line}\n")

    assert (problem.code, problem.place.line) == ("wrong-value", 2)
    assert problem.place.column == len(key) + 4
    assert f"`{key}` takes {TAKES[key]}" in problem.detail


def test_every_key_has_a_value_that_is_right_and_one_that_is_wrong() -> None:
    right = {line.partition(" ")[0] for line, _, _ in RIGHT}
    wrong = {line.partition(" ")[0] for line in WRONG}

    assert right == wrong == set(TAKES)


def test_without_a_file_all_is_as_documented() -> None:
    settings = parsed("")

    assert settings.service("letzai") == ServiceSettings(
        provider="letzai", origin="https://api.letz.ai", key_variable="LETZAI_API_KEY"
    )
    assert settings.service("letta") == ServiceSettings(
        provider="letta", origin="https://api.letta.com", key_variable="LETTA_API_KEY"
    )


def test_what_was_typed_or_set_outranks_the_file() -> None:
    above = Above(origin="https://other.example", dialect="older")

    found = letzai('base_url = "https://api.example.com"\ndialect = "current"', {"letzai": above})

    assert (found.origin, found.dialect) == ("https://other.example", "older")


def test_what_is_outranked_is_looked_at_all_the_same() -> None:
    above = Above(origin="https://other.example")

    (problem,) = said('[letzai]\nbase_url = "nowhere"\n', {"letzai": above})

    assert problem.code == "wrong-value"


@pytest.mark.parametrize("line", ["poll_floor_seconds = 2.9", "settle_seconds = 119"])
def test_a_time_below_the_documented_one_is_for_this_machine_only(line: str) -> None:
    here = 'base_url = "http://127.0.0.1:1"'

    assert codes(f"[letzai]\n{line}") == ["below-floor"]
    assert codes(f'[letzai]\nbase_url = "https://127.0.0.1.example"\n{line}') == ["below-floor"]
    assert letzai(f"{here}\n{line}").origin == "http://127.0.0.1:1"


@pytest.mark.parametrize("key", sorted(set(KEYS["letzai"]) - set(KEYS["letta"])))
def test_what_only_letzai_has_is_refused_for_letta(key: str) -> None:
    (problem,) = said(f"[letta]\n{key} = 0\n")

    assert problem.code == "unknown-key"
    assert problem.hint.startswith("only letzai has it")


def test_the_dialect_of_a_flag_is_letzais_alone() -> None:
    found = parsed("", {"letta": Above(dialect="older"), "letzai": Above(dialect="older")})

    assert found.service("letzai").dialect == "older"
    assert found.service("letta").dialect == "current"


def test_the_usual_concurrency_is_that_of_a_service_about_which_nothing_is_said() -> None:
    unsaid = ServiceSettings(provider="letzai", origin="https://x.example", key_variable="X")

    assert parsed("").service("letzai").concurrency == unsaid.concurrency
