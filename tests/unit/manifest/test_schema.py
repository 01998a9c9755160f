from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import tomli
from jsonschema import Draft202012Validator

from assetforge.core.capabilities import Capabilities
from assetforge.core.errors import InvalidError
from assetforge.core.names import KINDS
from assetforge.core.values import is_array, is_table
from assetforge.manifest.document import Document
from assetforge.manifest.expand import expand
from assetforge.manifest.fields import FIELDS
from assetforge.manifest.parse import parse_manifest
from assetforge.manifest.schema import IDENTITY, manifest_schema
from assetforge.manifest.settle import Given
from tests.manifests.mistakes import MISTAKES
from tests.manifests.sound import HEAD, INCLUDED, SOUND, TEMPLATES
from tests.schema_errors import schema_errors
from tests.update import GENERATED, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = manifest_schema()
PROVIDERS: tuple[str, ...] = ("studio", "letzai", "letta", "local")
ANYTHING = Capabilities(provider="studio", kinds=frozenset(KINDS), is_open=True)


def errors_in(text: str) -> list[str]:
    return schema_errors(SCHEMA, tomli.loads(text))


def parse(text: str) -> None:
    """Parse as the command line does, every provider taking everything, every file being there."""
    root = Document(file="assets.toml", text=text, tables=tomli.loads(text))
    expansion = expand([root])
    prompts = dict.fromkeys(expansion.prompt_files, "A prompt")
    given = Given(prompts=prompts, refused={})
    providers = dict.fromkeys(PROVIDERS, ANYTHING)
    parse_manifest([root], expansion, given, providers)


def described(schema: object, name: str) -> Iterator[tuple[str, object]]:
    """List every property below a schema with its description."""
    if not is_table(schema):
        return
    properties = schema.get("properties")
    is_rule = "description" not in schema and "if" in schema
    for key, value in properties.items() if is_table(properties) and not is_rule else ():
        if is_table(value):
            yield f"{name}.{key}", value.get("description")
            yield from described(value, f"{name}.{key}")
            yield from described(value.get("items"), f"{name}.{key}")


def test_it_is_a_schema_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert manifest_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_says_which_version_of_the_manifest_it_describes() -> None:
    assert IDENTITY.endswith(":1")
    assert manifest_schema()["$id"] == IDENTITY


@pytest.mark.parametrize("name", GENERATED)
def test_what_is_generated_is_current(name: str) -> None:
    current = (ROOT / name).read_text(encoding="utf-8")

    assert current == GENERATED[name](), "Run `python -m tests.update`."


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_error(name: str) -> None:
    assert len(errors_in(MISTAKES[name])) == 1


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_has_no_error(name: str) -> None:
    assert errors_in(SOUND[name]) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_what_an_editor_refuses_the_parser_refuses(name: str) -> None:
    with pytest.raises(InvalidError):
        parse(MISTAKES[name])


@pytest.mark.parametrize("name", sorted(SOUND.keys() - {"included", "templates", "every-field"}))
def test_what_is_sound_for_an_editor_is_sound_for_the_parser(name: str) -> None:
    parse(SOUND[name])


def test_two_mistakes_are_two_errors() -> None:
    text = HEAD + '[image.hero]\nprompt = "A bottle"\nwidht = 640\nseed = -1\n'

    assert len(errors_in(text)) == 2


def test_every_field_is_described() -> None:
    schema = manifest_schema()
    kinds = schema["$defs"]
    assert is_table(kinds)

    found = dict(described(schema, ""))
    for kind, table in kinds.items():
        found |= dict(described(table, kind))

    assert {f"{kind}.{name}" for kind in FIELDS for name in ("description", "alt")} <= found.keys()
    assert ".defaults.image.prompt" in found
    assert "edit.skin.face" in found
    assert "video.shots.duration" in found
    assert [name for name, text in found.items() if not text] == []


def test_every_kind_has_a_table_and_every_key_of_it_is_known() -> None:
    kinds = manifest_schema()["$defs"]
    assert is_table(kinds)

    for kind, model in FIELDS.items():
        table = kinds[kind]
        assert is_table(table)
        written = {field.alias or name for name, field in model.model_fields.items()}
        properties = table["properties"]
        assert is_table(properties)
        assert properties.keys() == written
        assert table["additionalProperties"] is False


def test_an_included_file_needs_no_head() -> None:
    assert errors_in(INCLUDED) == []


@pytest.mark.parametrize("key", ["defaults", "budget"])
def test_a_file_with_a_key_of_the_main_file_needs_version_and_project(key: str) -> None:
    assert len(errors_in(f"[{key}]\n")) == 2


def test_templates_may_stand_wherever_they_are_filled() -> None:
    assert TEMPLATES.count("{{") > 20
    assert errors_in(TEMPLATES) == []


def test_no_value_lists_types_which_editors_would_report_one_by_one() -> None:
    assert list(lists_of_types(manifest_schema())) == []


def lists_of_types(schema: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if is_table(schema):
        if is_array(schema.get("type")) and path[-1:] != ("not",):
            yield path
        for key, value in schema.items():
            yield from lists_of_types(value, (*path, key))


def test_every_piece_of_the_guide_is_sound() -> None:
    guide = (ROOT / "docs" / "guides" / "manifest.md").read_text(encoding="utf-8")
    pieces = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)

    assert len(pieces) >= 4
    assert [errors_in(piece) for piece in pieces] == [[]] * len(pieces)
    parse("\n".join(pieces))
