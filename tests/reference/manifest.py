"""The reference of the manifest: each kind, each field, its class and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.limits import listed
from assetforge.core.names import KINDS
from assetforge.manifest.fields import FIELDS
from assetforge.manifest.rule import rule_of
from assetforge.manifest.schema_kind import IN_PLACE_OF_PROMPT, NOT_IN_DEFAULTS
from assetforge.manifest.schema_words import ABOUT, HEAD, about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic.fields import FieldInfo

    from assetforge.core.names import Kind

OPENING: Final = """\
<!-- Written by `python -m tests.update`; the test of the schema says when it is not current. -->

# The manifest, field by field

Each table of `assets.toml` is one asset: `[image.hero]` is a picture called `hero`. What is not a
text may also be a text with `{{name}}` in it, which is filled from `[vars]`, the asset's matrix and
its own name. Unknown keys are errors. What a single model can do is narrower: `assetforge check`
says so and names what it can.

| class | what a change of it does |
|---|---|
| paid | the provider is asked anew, then for what is made from it; `studio` is free |
| local | the file is made anew here, free of charge |
| cosmetic | nothing is made; the lock takes note |
| shape | it says from what, by whom and where to; what comes out the same is not made anew |
"""
HEAD_TITLE: Final = "\n## The main file\n\nIncluded files hold `[vars]` and assets only.\n\n"
ORDER: Final = ("paid", "local", "shape", "cosmetic")


def manifest_reference() -> str:
    """Write the page, from the same data as checks and editors use."""
    head = table(("key", "what it is"), ([f"`{key}`", text] for key, text in HEAD.items()))
    return "".join([OPENING, HEAD_TITLE, head, *(section(kind) for kind in KINDS), nested()])


def section(kind: Kind) -> str:
    """Write what a kind is, what it needs and what it may say."""
    rows = table(("field", "class", "what it is", "takes"), rows_of(kind))
    return f"\n## `[{kind}.NAME]`\n\n{FIELDS[kind].__doc__} {' '.join(needs(kind))}\n\n{rows}"


def needs(kind: Kind) -> Iterator[str]:
    """Say what an asset of a kind cannot do without."""
    required = [f"`{key}`" for key, field in keys_of(kind) if field.is_required()]
    if required:
        yield f"Needs {listed(required, 'and')}."
    if kind in IN_PLACE_OF_PROMPT:
        words = [f"`{key}`" for key in ("prompt", *IN_PLACE_OF_PROMPT[kind])]
        yield f"Needs {listed(words)}."
    if kind != "source":
        absent = [f"`{key}`" for key in NOT_IN_DEFAULTS if key in dict(keys_of(kind))]
        yield f"`[defaults.{kind}]` holds the same fields without {listed(absent, 'and')}."


def rows_of(kind: Kind) -> Iterator[list[str]]:
    """Write a row for each field: those that are needed first, then by class."""
    for key, field in sorted(keys_of(kind), key=place):
        rule = rule_of(field)
        yield [f"`{key}`", rule.of, about(kind, key), rule.takes]


def place(pair: tuple[str, FieldInfo]) -> tuple[bool, int, int]:
    """Sort what is needed first, then by class, then by the order of the words about them."""
    key, field = pair
    return not field.is_required(), ORDER.index(rule_of(field).of), list(ABOUT).index(key)


def keys_of(kind: Kind) -> list[tuple[str, FieldInfo]]:
    return [(field.alias or name, field) for name, field in FIELDS[kind].model_fields.items()]


def nested() -> str:
    rows = (
        [f"`{key}`", text] for key, text in ABOUT.items() if key.startswith(("skin.", "shots."))
    )
    return "\n## Keys of tables in a field\n\n" + table(("key", "what it is"), rows)


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a bar in a cell is no border."""
    lines = [titles, ["---"] * len(titles), *rows]
    cells = ([cell.replace("|", r"\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
