from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.app.offers import registry
from assetforge.manifest.budget import NO_BUDGET, Budget, ModelCeiling
from assetforge.manifest.budget_table import read_budget
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import document, told

LOWER = Decimal(400)
KLING = ModelCeiling(
    word="kling 3", ids=frozenset({"video-kling3", "kling30"}), most=Decimal(500)
)  # fmt: skip


def read(text: str) -> tuple[Budget, list[tuple[str, str]]]:
    problems = ProblemList()
    budget = read_budget(document(text), registry().capabilities, problems)
    return budget, [(problem.code, ".".join(map(str, problem.path))) for problem in told(problems)]


def test_everything_is_read() -> None:
    budget, problems = read(
        "[budget]\nmax_credits = 5000\ndeny_above = 2000\nwarn_above = 0.5\ncomment_above = 0\n"
        '[budget.kinds]\nvideo = 1000\n[budget.models]\n"kling 3" = 500\n'
    )

    assert problems == []
    assert budget == Budget(
        max_credits=Decimal(5000), deny_above=Decimal(2000), warn_above=Decimal("0.5"),
        comment_above=Decimal(0), kinds={"video": Decimal(1000)},
        models=(KLING,),
    )  # fmt: skip


def test_without_a_budget_there_is_none() -> None:
    assert read("version = 1") == (NO_BUDGET, [])


def test_a_model_is_named_by_any_of_its_words_and_the_lower_amount_holds() -> None:
    budget, problems = read('[budget.models]\n"Kling V3" = 500\nvideo-kling3 = 400\n')

    assert (budget.models, problems) == ((replace(KLING, word="video-kling3", most=LOWER),), [])


@pytest.mark.parametrize("word", ["nano-banana-pro", "gemini-3-pro-image", "Nano Banana Pro"])
def test_a_model_is_one_under_all_ids_that_services_have_for_it(word: str) -> None:
    budget, problems = read(f'[budget.models]\n"{word}" = 100\n')

    ids = frozenset({"gemini-3-pro-image", "nano-banana-pro"})
    assert (budget.models, problems) == ((ModelCeiling(word=word, ids=ids, most=Decimal(100)),), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("max_credits = -1", ("wrong-value", "budget.max_credits")),
        ("max_credits = true", ("wrong-value", "budget.max_credits")),
        ("max_credits = nan", ("wrong-value", "budget.max_credits")),
        ("max_credits = inf", ("wrong-value", "budget.max_credits")),
        ("deny_above = '5'", ("wrong-value", "budget.deny_above")),
        ("deny_abov = 5", ("unknown-key", "budget.deny_abov")),
        ("kinds = 5", ("wrong-value", "budget.kinds")),
        ("kinds = { vidio = 5 }", ("unknown-key", "budget.kinds.vidio")),
        ("kinds = { derive = 5 }", ("unknown-key", "budget.kinds.derive")),
        ("kinds = { video = [] }", ("wrong-value", "budget.kinds.video")),
        ("models = { veo32 = 5 }", ("unknown-model", "budget.models.veo32")),
    ],
)
def test_each_mistake_is_found_once_and_left_out(text: str, problem: tuple[str, str]) -> None:
    budget, problems = read(f"[budget]\n{text}\n")

    assert (budget, problems) == (NO_BUDGET, [problem])
