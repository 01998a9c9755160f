from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli

from assetforge.core.errors import NOTHING_SPENT, MakingError
from assetforge.providers.letta.order import LONGEST_PROMPT, SERVICES
from tests.unit.providers.letta.orders import CASES, GOLDEN, sent
from tests.unit.providers.letta.talking import BOTTLE, FILM, PICTURE, ordered, request

if TYPE_CHECKING:
    from assetforge.providers.protocol import Request

CATALOGUE = Path("assetforge", "data", "catalogue.toml")
DOCUMENTED = frozenset(
    {"provider", "prompt", "model", "n", "size", "quality", "output_format", "input_images", "seed"}
)
OF_OPENAI = frozenset({"size", "quality", "output_format"})


@pytest.mark.parametrize("name", CASES)
def test_an_order_is_exactly_the_one_in_its_golden_file(name: str) -> None:
    assert sent(CASES[name]) == (GOLDEN / f"{name}.json").read_text(encoding="utf-8")


def test_every_golden_file_has_its_order() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_an_order_holds_documented_fields_only_and_is_sent_once(name: str) -> None:
    order = ordered(CASES[name])

    body = order.call.body or {}
    assert {*body, *order.call.inline} <= DOCUMENTED
    assert body["provider"] == "openai" or not OF_OPENAI & set(body)
    assert None not in body.values()
    assert body["n"] == 1
    assert (order.is_synchronous, order.token_field, order.other_route) == (True, None, None)


def test_who_hosts_a_model_is_what_the_catalogue_says() -> None:
    models = tomli.loads((Path(__file__).parents[4] / CATALOGUE).read_text("utf-8"))["model"]

    said = {each["id"]: each["letta_provider"] for each in models if each["provider"] == "letta"}

    assert said == SERVICES


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (request(BOTTLE, model="flux-3-ultra"), "nobody says who hosts `flux-3-ultra`"),
        (request({**BOTTLE, "letta": {"provider": "azure"}}, model="flux-3"), "nobody says who"),
        (
            request({**BOTTLE, "size": "1024x1024", "letta": {"provider": "flux"}}, model="flux-3"),
            "takes `size` for models of openai only, not of flux",
        ),
        (request({"prompt": ""}), "1 to 32,000 characters"),
        (request({}), "1 to 32,000 characters"),
        (request({"prompt": "a" * (LONGEST_PROMPT + 1)}), "1 to 32,000 characters"),
        (request(BOTTLE, kind="edit"), "an edit needs a picture"),
        (request(BOTTLE, *[PICTURE] * 15, kind="edit"), "14 pictures at most"),
        (request(BOTTLE, FILM, kind="edit"), "no films"),
        (replace(request(), model=None), "nobody says who hosts"),
    ],
    ids=[
        "stranger", "strange-host", "field-of-openai", "empty-prompt", "no-prompt", "long-prompt",
        "no-input", "too-many-inputs", "film", "no-model",
    ],
)  # fmt: skip
def test_what_letta_would_not_take_is_never_sent(wanted: Request, why: str) -> None:
    with pytest.raises(MakingError) as refused:
        ordered(wanted)

    assert why in refused.value.what
    assert refused.value.what.startswith("hero cannot be ordered: ")
    assert refused.value.cost == NOTHING_SPENT
    assert refused.value.next_step


def test_a_prompt_may_be_as_long_as_documented() -> None:
    body = ordered(request({"prompt": "a" * LONGEST_PROMPT})).call.body or {}

    assert len(str(body["prompt"])) == LONGEST_PROMPT
