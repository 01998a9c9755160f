from __future__ import annotations

import pytest

from assetforge.app.offers import registry
from assetforge.manifest.field_values import field_values
from assetforge.manifest.problem_list import ProblemList
from assetforge.manifest.settle import Given, Settler, asked_of, provider_of
from tests.unit.manifest.samples import HERO, assets_of, cells_of, told


def settled(text: str) -> tuple[Settler, list[str]]:
    cells, problems = cells_of(text), ProblemList()
    settler = Settler(
        output="assets", given=Given(prompts={}, refused={}),
        capabilities=registry().capabilities, problems=problems,
    )  # fmt: skip
    for cell in cells.values():
        settler.settle(cell)
    return settler, [problem.code for problem in told(problems, cells)]


def test_fields_become_parameters_and_notes() -> None:
    asset = assets_of(
        '[image.hero]\nprompt = "A"\nseed = 7\nalt = "A bottle"\noutput = "x/hero.webp"\n'
    )["hero"]

    assert asset.params == {"prompt": "A", "seed": 7}
    assert asset.notes == {"alt": "A bottle"}
    assert (asset.stem, asset.extension) == ("x/hero", ".webp")
    assert asset.written == {"prompt", "seed", "alt", "output"}


def test_the_prompt_of_a_file_is_a_prompt() -> None:
    text = '[image.hero]\nprompt_file = "hero.txt"\n'

    assert assets_of(text, {"hero.txt": "A lamp\n"})["hero"].params == {"prompt": "A lamp"}


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        (HERO, "studio"),
        ('[defaults]\nprovider = "letzai"\n' + HERO, "letzai"),
        ('[defaults]\nprovider = "letzai"\n' + HERO + 'provider = "letta"\n', "letta"),
    ],
)
def test_the_nearest_provider_counts(text: str, provider: str) -> None:
    assert assets_of(text)["hero"].provider == provider


def test_a_derive_is_local_whatever_the_defaults_say() -> None:
    text = f'[defaults]\nprovider = "letzai"\n{HERO}[derive.thumb]\nfrom = "hero"\nwidth = 64\n'

    assert assets_of(text)["thumb"].provider == "local"


@pytest.mark.parametrize(
    ("lines", "model"),
    [
        ('provider = "letzai"', "flux2"),
        ('provider = "letzai"\nmodel = "Nano Banana Pro"', "gemini-3-pro-image"),
        ('provider = "letta"', "flux-2-pro"),
        ('provider = "studio"\nmodel = "anything"', "anything"),
        ("", None),
    ],
)
def test_a_model_is_known_by_its_canonical_id(lines: str, model: str | None) -> None:
    assert assets_of(f"{HERO}{lines}\n")["hero"].model == model


def test_only_the_table_of_its_own_provider_is_asked() -> None:
    checked = field_values("image", {"letzai": {"a": 1}, "letta": {"b": 2}, "seed": 3})

    assert asked_of("letzai", checked) == {"seed": 3, "letzai": {"a": 1}}
    assert asked_of("studio", checked) == {"seed": 3}


@pytest.mark.parametrize(
    ("ending", "own", "image_format"),
    [
        (".jpg", "", "jpeg"),
        (".webp", "", "webp"),
        (".webp", 'format = "png"', "png"),
    ],
)
def test_the_extension_of_a_derive_is_its_format(ending: str, own: str, image_format: str) -> None:
    text = f'{HERO}[derive.thumb]\nfrom = "hero"\nwidth = 6\noutput = "thumb{ending}"\n{own}\n'

    assert assets_of(text)["thumb"].params["format"] == image_format


def test_what_is_wrong_is_remembered_by_field() -> None:
    settler, codes = settled(
        '[image.hero]\nprompt = 3\nform = "x"\n[edit.night]\nform = "x"\nprompt = "{{zzz}}"\n'
    )

    assert settler.unsound == {
        "hero": {"prompt", "form"},
        "night": {"prompt", "form", "from"},
    }
    assert sorted(codes) == ["unknown-key", "unknown-key", "wrong-value"]


def test_nobody_makes_a_source() -> None:
    assert provider_of("source", {"provider": "letzai"}) == ""
    assert provider_of("image", {}, "letta") == "letta"
