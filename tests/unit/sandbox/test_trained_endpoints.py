from __future__ import annotations

import pytest

from assetforge.sandbox.trained_model import TRAINED_MODELS
from tests.unit.sandbox.bench import PROMPT, Bench, rows, table

JOHN = TRAINED_MODELS[0]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["half_trained", "ink_style", "glass_bottle", "john_doe"]),
        ("?sortOrder=ASC&limit=1", ["john_doe"]),
        ("?page=2&limit=3", ["john_doe"]),
        ("?name=john_doe", ["john_doe"]),
        ("?search=BOTTLE", ["glass_bottle"]),
        ("?class=person&status=available", ["john_doe"]),
        ("?privacy=public", ["ink_style"]),
        ("?isActive=false", []),
    ],
)
def test_trained_models_are_listed_and_filtered(query: str, names: list[str]) -> None:
    assert [record["name"] for record in rows(Bench().get(f"/models{query}"))] == names


def test_one_is_shown_by_its_id() -> None:
    record = Bench().show("/models", JOHN.id)

    assert {name: record[name] for name in ("name", "class", "status", "createdAt")} == {
        "name": "john_doe", "class": "person", "status": "available",
        "createdAt": "2026-01-01T00:00:00.000Z",
    }  # fmt: skip


def test_one_that_is_switched_off_can_no_longer_be_named() -> None:
    bench = Bench()
    bench.order("/images", prompt="@john_doe")

    changed = bench.ask("PATCH", f"/models/{JOHN.id}", {"isActive": False})

    assert table(changed)["isActive"] is False
    assert bench.ask("POST", "/images", {"prompt": "@john_doe"}).status == 400


def test_unknown_ids_and_training_are_refused() -> None:
    bench = Bench()

    assert bench.get("/models/11111111-1111-4111-8111-111111111111").status == 404
    assert bench.get("/models/john_doe").status == 400
    assert bench.ask("POST", "/models", {"name": PROMPT}).status == 403
