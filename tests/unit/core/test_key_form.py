from __future__ import annotations

import json
from time import process_time

import pytest

from assetforge.core.key_form import without_key_forms

LONG = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
KEYS = (
    f"sk-{LONG}",
    f"sk-proj-{LONG}_x-9",
    f"sk-ant-api03-{LONG}",
    "sk-or-v1-" + "0f" * 32,
    f"ghp_{LONG}",
    f"ghs_{LONG}",
    f"github_pat_11ABCDEFG0_{LONG}",
    "glpat-A1b2C3d4E5f6G7h8I9j0",
)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "text", ["{}", "a vase, {}, at dawn", "key={}&x", '"{}"', "`{}`", "<code>{}</code>", "({})"]
)
def test_what_has_the_form_of_a_key_is_hidden(text: str, key: str) -> None:
    assert without_key_forms(text.format(key)) == text.format("***")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("before", ["\n", "\t", "é", "日", '"'])
def test_it_is_found_in_json_as_well(before: str, key: str) -> None:
    document = json.dumps({"prompt": f"a vase{before}{key}"})

    assert json.loads(without_key_forms(document)) == {"prompt": f"a vase{before}***"}


@pytest.mark.parametrize(
    "text",
    [
        "a risk-averse mask-maker at the desk-0123456789abcdefghij",
        "hero-sk-0123456789abcdefghij",  # a name may end like that
        "banner@sk-1600x900-dark-spring-campaign",  # a language
        "sk-1600x900-dark-spring-campaign-take-2",
        "assets/sk-0123456789abcdefghij.png",
        "sk-learn-like-pictures-of-classifiers",
        "sk-live-4711",
        "ghp_short",
        "sha256:" + "0" * 64,
    ],
)
def test_names_and_prose_stay(text: str) -> None:
    assert without_key_forms(text) == text


def test_a_long_text_is_read_quickly() -> None:
    began = process_time()

    without_key_forms(" sk-" + "a-" * 500_000 + " ghp_" * 100_000)

    assert process_time() - began < 2
