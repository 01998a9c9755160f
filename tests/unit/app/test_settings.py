"""Settings: flag over environment over file over default; absent is not unreadable."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from assetforge.app.settings import parse_settings, read_settings, user_settings
from assetforge.app.settings_service import KEYS
from assetforge.app.settings_table import KEY_VARIABLES
from assetforge.app.surroundings import (
    CONFIG_VARIABLE,
    DIALECT_VARIABLE,
    ORIGIN_VARIABLES,
    Surroundings,
    config_place,
    surroundings,
)
from assetforge.core.errors import InvalidError, StorageError, UsageError

FILE = '[letzai]\nbase_url = "https://file.example"\ndialect = "older"\nrate = 2\n'


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LETZAI_BASE_URL", "LETTA_BASE_URL", "ASSETFORGE_DIALECT"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "config.toml"
    place.write_text(FILE, encoding="utf-8")
    monkeypatch.setenv("ASSETFORGE_CONFIG", str(place))
    return place


def around(place: Path, **changes: str) -> Surroundings:
    origins = tuple((name, text) for name, text in changes.items() if name != "dialect")
    return Surroundings(config=str(place), origins=origins, dialect=changes.get("dialect"))


def test_a_variable_outranks_the_file_and_a_flag_the_variable(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config.exists()
    from_file = user_settings().service("letzai")
    monkeypatch.setenv("LETZAI_BASE_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("ASSETFORGE_DIALECT", "current")
    from_variable = user_settings().service("letzai")
    from_flag = user_settings(dialect="older").service("letzai")

    assert (from_file.origin, from_file.dialect) == ("https://file.example", "older")
    assert (from_variable.origin, from_variable.dialect) == ("http://127.0.0.1:9", "current")
    assert (from_flag.origin, from_flag.dialect, from_flag.rate) == (
        "http://127.0.0.1:9", "older", 2,
    )  # fmt: skip


def test_a_run_sees_one_configuration_whatever_happens_to_the_file(config: Path) -> None:
    first = user_settings()
    config.write_text("[letzai]\nrate = 9\n", encoding="utf-8")

    assert user_settings() is first
    assert read_settings(surroundings()).service("letzai").rate == 9


def test_each_variable_concerns_its_own_service(config: Path) -> None:
    found = read_settings(around(config, letta="https://proxy.example"))

    assert found.service("letta").origin == "https://proxy.example"
    assert found.service("letzai").origin == "https://file.example"


@pytest.mark.parametrize("text", ["http://api.letta.com", "https://u:word@x.example", "nowhere"])
def test_a_variable_that_is_no_origin_is_refused_and_not_repeated(config: Path, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_settings(around(config, letta=text))

    assert refused.value.what.startswith("LETTA_BASE_URL ")
    assert text not in refused.value.what + refused.value.next_step


def test_a_variable_that_is_no_dialect_is_refused(config: Path) -> None:
    with pytest.raises(UsageError, match="ASSETFORGE_DIALECT takes"):
        read_settings(around(config, dialect="newest"))


def test_empty_variables_say_nothing(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.exists()
    for name in ("ASSETFORGE_CONFIG", "LETZAI_BASE_URL", "LETTA_BASE_URL", "ASSETFORGE_DIALECT"):
        monkeypatch.setenv(name, "")

    assert surroundings() == Surroundings()


def test_the_usual_place_may_be_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    found = read_settings(Surroundings())

    assert str(config_place(Surroundings())).startswith(str(tmp_path))
    assert found.service("letzai").origin == "https://api.letz.ai"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_settings(around(tmp_path / "nowhere.toml"))


def test_the_null_device_is_an_empty_file() -> None:
    found = read_settings(Surroundings(config=os.devnull))

    assert (found.prices, found.warnings) == ((), ())


def test_what_cannot_be_read_is_not_absent(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        read_settings(around(tmp_path))


def test_a_mistake_has_its_place_and_its_excerpt_hides_secrets(config: Path) -> None:
    config.write_text('[letzai]\nkey = "sk-1"\nrate = 0\n', encoding="utf-8")

    with pytest.raises(InvalidError) as refused:
        read_settings(around(config))

    assert {each.place.file for each in refused.value.diagnostics} == {str(config)}
    assert refused.value.texts == {str(config): "[letzai]\nkey = ******\nrate = 0\n"}
    assert refused.value.__cause__ is None


def test_hostile_bytes_are_refused_as_a_manifest_would_be(config: Path) -> None:
    config.write_bytes(b"[letzai]\nrate = \xff\n")

    with pytest.raises(InvalidError) as refused:
        read_settings(around(config))

    assert refused.value.diagnostics[0].code == "not-utf-8"


def test_a_file_inside_a_project_is_warned_of(config: Path) -> None:
    outside = read_settings(around(config))
    project = config.parent / "project"
    (project / "sub").mkdir(parents=True)
    (project / "assets.toml").touch()
    within = project / "sub" / "config.toml"
    within.write_text(FILE, encoding="utf-8")

    inside = read_settings(around(within))
    beside = read_settings(around(project / "sub" / ".." / ".." / "config.toml"))

    assert (outside.warnings, beside.warnings) == ((), ())
    assert [each.code for each in inside.warnings] == ["config-in-project"]


GUIDES = Path(__file__).parents[3] / "docs" / "guides"
EXAMPLES = [
    block
    for name in ("configuration.md", "prices.md")
    for block in re.findall(r"```toml\n(.*?)```", (GUIDES / name).read_text("utf-8"), re.DOTALL)
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_of_the_guides_is_valid(text: str) -> None:
    settings = parse_settings("config.toml", text.encode(), {})

    assert settings.prices != ()


def test_the_guide_tells_of_every_key_and_variable() -> None:
    guide = (GUIDES / "configuration.md").read_text(encoding="utf-8")
    variables = (CONFIG_VARIABLE, DIALECT_VARIABLE, *ORIGIN_VARIABLES.values())

    told = set(re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE))

    assert set(KEYS["letzai"]) <= told
    assert all(f"`{name}`" in guide for name in (*variables, *KEY_VARIABLES.values()))
