from __future__ import annotations

import pytest

from assetforge.manifest.problem_list import ProblemList
from assetforge.manifest.prompt_text import prompt_text
from tests.unit.manifest.samples import cells_of, told

TEXT = '[vars]\nproduct = "bottle"\nyear = 2026\n[image.hero]\nprompt_file = "hero.txt"\n'


def read(text: str, refused: str = "", manifest: str = TEXT) -> tuple[str | None, list[str]]:
    cells, problems = cells_of(manifest), ProblemList()
    reasons = {"hero.txt": refused} if refused else {}
    found = prompt_text(cells["hero"], {"hero.txt": text}, reasons, problems)
    return found, [problem.detail for problem in told(problems, cells)]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("A lamp\n", "A lamp"),
        ("\n A {{product}}\nin {{name}} \n", "A bottle\nin hero"),
        ("{{year}}", "2026"),
        ("One\r\ntwo\rthree\r\n", "One\ntwo\nthree"),
        ("{{{{product}}", "{{product}}"),
        ("x" * 32_000, "x" * 32_000),
    ],
)
def test_the_text_is_filled_in(text: str, prompt: str) -> None:
    assert read(text) == (prompt, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n", "`hero.txt` is empty"),
        ("x" * 32_001, "`hero.txt` has 32,001 characters, and 32,000 are the most"),
        ("{" * 128_001, "`hero.txt` has 128,001 characters, and 32,000 are the most"),
        ("{{zzz}}", "`{{zzz}}` in `hero.txt` is no var, and no axis of this asset's matrix"),
    ],
)
def test_a_text_that_cannot_be_used_is_none(text: str, said: str) -> None:
    assert read(text) == (None, [said])


def test_a_file_that_was_refused_is_explained() -> None:
    assert read("", "is not there") == (None, ["`hero.txt` is not there"])


def test_two_prompts_are_one_too_many() -> None:
    found, said = read("A lamp", manifest=TEXT + 'prompt = "A"\n')

    assert found is None
    assert said == ["`prompt` and `prompt_file` both give the prompt"]


def test_a_cell_without_a_prompt_file_has_none() -> None:
    cells = cells_of('[image.hero]\nprompt = "A"\n[image.odd]\nprompt_file = 3\n')

    assert [prompt_text(cell, {}, {}, ProblemList()) for cell in cells.values()] == [None, None]
