"""Laws of the config file: whatever it holds, it is read or refused in words, and shows no key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.app.offers import catalogue
from assetforge.app.settings import parse_settings
from assetforge.app.settings_mask import masked
from assetforge.app.settings_secrets import without_secrets
from assetforge.app.settings_service import KEYS
from assetforge.core.errors import InvalidError
from assetforge.ui.excerpt import show_problems

if TYPE_CHECKING:
    from assetforge.app.settings import Settings

CANARY = "sk4711canary"
FIGURES = st.sampled_from(
    ["10", "0.5", "-1", "true", '"x"', "{ min = 1, max = 2 }", "{ min = 2, max = 1 }", "[]", "{}"]
)
WORDS = st.sampled_from(["1k", "2k", "4k", "hd", "each", "per_second", "low", "options.quality"])
MODELS = st.sampled_from(["flux2", "flux2-max", "veo31", "gpt-image-2", "flux-2-pro", "nobody"])
KINDS = st.sampled_from(["image", "edit", "upscale", "video", "video-edit", "derive"])
PROVIDERS = st.sampled_from(["letzai", "letta", "studio"])
VALUES = st.sampled_from(
    [
        "0", "1", "8", "3.5", "120", "1e300", "true", '""', '"older"', '"private"', "[]", "{}",
        '"https://a.example"', '"http://127.0.0.1:1"', f'"https://me:{CANARY}@a.example"',
        '"00000000-0000-4000-8000-000000000000"',
    ]
)  # fmt: skip
SECRETS = st.sampled_from(["key", "api_key", "token", "letzai_key"]).map(
    lambda name: f'{name} = "{CANARY}"'
)
PRICES = st.builds('[{}.prices.{}."{}"]\n{} = {}'.format, PROVIDERS, KINDS, MODELS, WORDS, FIGURES)
LINES = st.builds("{} = {}".format, st.sampled_from([*KEYS["letzai"], "rates"]), VALUES) | SECRETS
TABLES = st.builds(
    "[{}]\n{}".format,
    PROVIDERS,
    st.lists(LINES, max_size=4, unique_by=lambda line: line.partition(" ")[0]).map("\n".join),
)
FILES = st.lists(TABLES | PRICES, max_size=5).map("\n\n".join)
RIGHT = st.sampled_from(
    [
        '[letzai.prices.image."Flux 2"]\n1k = { min = 1, max = 2 }',
        "[letzai.prices.image.letzai-engine]\neach = 0.5",
        "[letzai.prices.video.kling30]\nper_second = 3\noptions.high_quality = 1.5",
        "[letzai.prices.video.video-seedance2]\n720p = 9",
        '[letzai]\norganization = "00000000-0000-4000-8000-000000000000"',
        '[letta.prices.edit."GPT Image 2"]\nlow = 3',
    ]
)


def read_or_shown(data: bytes) -> Settings | str:
    """Read a config; of one that is refused, return what a person is shown."""
    try:
        return parse_settings("config.toml", data, {})
    except InvalidError as error:
        return show_problems(without_secrets(error))


@given(text=FILES)
def test_every_config_is_read_or_refused_without_showing_a_key(text: str) -> None:
    found = read_or_shown(text.encode())

    assert not isinstance(found, str) or ("error[" in found and CANARY not in found)


@given(data=st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    found = read_or_shown(data)

    assert not isinstance(found, str) or "error[" in found


@given(text=st.lists(RIGHT, max_size=3, unique=True).map("\n\n".join))
def test_what_is_read_changes_prices_and_needs_and_nothing_else(text: str) -> None:
    settings = read_or_shown(text.encode())
    assume(not isinstance(settings, str))
    assert not isinstance(settings, str)

    for name, able in catalogue(settings).items():
        before = packaged_catalogue()[name]
        assert [model.words for model in able.models] == [model.words for model in before.models]
        assert [model.fields for model in able.models] == [model.fields for model in before.models]
        assert all(
            figure.high is None or 0 <= figure.low <= figure.high
            for model in able.models
            if model.price is not None
            for figure in model.price.figures.values()
        )


@given(text=st.text(max_size=200))
def test_hiding_keeps_every_line_as_long_as_it_was(text: str) -> None:
    lengths = [len(line) for line in text.split("\n")]

    assert [len(line) for line in masked(text).split("\n")] == lengths
    assert masked(masked(text)) == masked(text)
