"""Each house rule finds what it is for, and nothing in a decent neighbour of it."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

import pytest

from tests.tidy import source, tree, words
from tests.tidy.source import Module

REMINDER = "TO" + "DO"
HOME = "/" + "home/ann/project"


def module(text: str, path: str = "assetforge/plan/price.py") -> Module:
    return Module(path=PurePosixPath(path), text=text)


def check(rule: source.Rule, checked: Module, expected: str | None) -> None:
    complaints = list(rule(checked))

    if expected is None:
        assert complaints == []
    else:
        assert len(complaints) == 1
        assert expected in complaints[0]


@pytest.mark.parametrize(("lines", "expected"), [(300, None), (301, "301 lines, over 300")])
def test_a_long_module(lines: int, expected: str | None) -> None:
    check(source.is_short_enough, module("x = 1\n" * lines), expected)


@pytest.mark.parametrize(("lines", "expected"), [(40, None), (41, ":1: work has 41 lines")])
@pytest.mark.parametrize("head", ["def work():", "async def work():"])
def test_a_long_function(lines: int, expected: str | None, head: str) -> None:
    text = "\n".join([head, *["    x = 1"] * (lines - 1)])

    check(source.has_short_functions, module(text), expected)


def test_the_table_above_a_function_does_not_count() -> None:
    table = ["@cases(", *["    1,"] * 50, ")"]

    check(source.has_short_functions, module("\n".join([*table, "def work(): ..."])), None)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('"""What a build would cost."""', "assetforge/plan/price.py", None),
        ('"""Prices."""', "assetforge/plan/price.py", "say in one sentence"),
        ('"""what a build would cost"""', "assetforge/plan/price.py", "say in one sentence"),
        ("x = 1", "assetforge/plan/price.py", "say in one sentence"),
        ("x = 1", "tests/test_price.py", None),
    ],
    ids=["a sentence", "one word", "no end", "nothing", "a test"],
)
def test_a_module_without_a_sentence(text: str, path: str, expected: str | None) -> None:
    check(source.opens_with_a_sentence, module(text, path), expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assetforge/plan/price.py", None),
        ("assetforge/plan/utils.py", "'utils' says nothing"),
        ("assetforge/plan/price_helpers.py", "'helpers' says nothing"),
        ("assetforge/common/price.py", "'common' says nothing"),
        ("assetforge/adapters/database.py", None),
    ],
)
def test_a_name_that_says_nothing(path: str, expected: str | None) -> None:
    check(source.has_a_telling_name, module("", path), expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assetforge/ui/human.py", ":2: only cli/ talks"),
        ("assetforge/core.py", ":2: only cli/ talks"),
        ("assetforge/cli/build.py", None),
        ("tests/check.py", None),
    ],
)
def test_printing_outside_a_command(path: str, expected: str | None) -> None:
    check(source.prints_only_in_commands, module("\nprint('hello')", path), expected)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("open('x')", "assetforge/plan/price.py", "a stage opens no file"),
        ("Path('x')", "assetforge/execution/run.py", "a stage opens no file"),
        ("pathlib.Path('x')", "assetforge/ui/human.py", "a stage opens no file"),
        ("found.write_bytes(b'')", "assetforge/lock/codec.py", "this touches a file"),
        ("found.read_text()", "assetforge/adapters/project.py", None),
        ("channel.open()", "assetforge/plan/price.py", None),
    ],
)
def test_touching_a_file_in_a_stage(text: str, path: str, expected: str | None) -> None:
    check(source.touches_no_file_in_a_stage, module(text, path), expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assetforge/app/world.py", "cannot see this"),
        ("assetforge/cli/main.py", None),
        ("assetforge/__init__.py", None),
    ],
)
def test_an_import_by_name(path: str, expected: str | None) -> None:
    check(source.hides_no_import, module("importlib.import_module('x')", path), expected)


@pytest.mark.parametrize(
    ("rule", "text", "line"),
    [
        (words.owes_an_issue, f"fine\n# {REMINDER}: later", 2),
        (words.owes_an_issue, f"# {REMINDER}(#12): later", None),
        (words.owes_an_issue, f"# {REMINDER} (12): later", 1),
        (words.names_no_machine, f"cd {HOME}", 1),
        (words.names_no_machine, "docs/work/plan.md and https://example.com/home/page", None),
    ],
    ids=["reminder", "owned", "half owned", "home", "relative"],
)
def test_words(rule: words.Rule, text: str, line: int | None) -> None:
    complaints = list(rule("note.md", text))

    assert [complaint.split(": ")[0] for complaint in complaints] == (
        [f"note.md:{line}"] if line else []
    )


def test_a_module_with_logic_and_no_mirror() -> None:
    price = module("def price():\n    return 1")

    assert list(tree.has_mirror_tests([price], [], {})) == [
        "assetforge/plan/price.py: nothing tests it by itself. Write tests/unit/plan/test_price.py."
    ]
    assert not list(
        tree.has_mirror_tests([price], [PurePosixPath("tests/unit/plan/test_price.py")], {})
    )
    assert not list(tree.has_mirror_tests([price], [], {"assetforge/plan/price.py": "a reason"}))


def test_a_module_of_values_and_ports_needs_no_mirror() -> None:
    clock = module(
        'class Clock(Protocol):\n    def now(self) -> float:\n        """Tell."""\n        ...'
    )

    assert not list(tree.has_mirror_tests([clock], [], {}))


def test_an_exception_that_is_no_longer_needed() -> None:
    price = module("def price():\n    return 1")
    mirror = PurePosixPath("tests/unit/plan/test_price.py")

    needed = tree.has_no_idle_exceptions([price], [], {"assetforge/plan/price.py": ""})
    tested = tree.has_no_idle_exceptions([price], [mirror], {"assetforge/plan/price.py": ""})
    gone = tree.has_no_idle_exceptions([], [], {"assetforge/plan/price.py": ""})

    assert [len(list(complaints)) for complaints in (needed, tested, gone)] == [0, 1, 1]


def test_a_port_without_a_fake_or_a_contract() -> None:
    complaints = tree.has_fakes_and_contracts(
        {"Clock", "Store"}, {"FakeClock", "MemoryStore"}, {"ClockContract"}
    )

    assert [complaint.split(".")[0] for complaint in complaints] == [
        "port Store: tests/contracts has no class with Store in its name"
    ]


def test_ports_are_the_protocols_of_a_module() -> None:
    text = "class Clock(Protocol): ...\nclass Store(typing.Protocol[T]): ...\nclass Value: ..."

    assert tree.protocols_of(ast.parse(text)) == {"Clock", "Store"}


@pytest.mark.parametrize(
    "word",
    [
        "assetforge/core/digest.py",
        "assetforge/core/",
        "assetforge.core",
        "assetforge.core.digest",
        "assetforge.core.digest.Digest",
        "assetforge.Digest",
        "assetforge build",
    ],
)
def test_a_document_that_mentions_what_is_there(word: str) -> None:
    assert mentions(word) == []


@pytest.mark.parametrize(
    "word",
    [
        "assetforge/core/money.py",
        "assetforge.money",
        "assetforge.core.money",
        "assetforge.core.money.Price",
        "tests/unit/test_money.py",
    ],
)
def test_a_document_that_mentions_what_is_not_there(word: str) -> None:
    assert mentions(word) == [f"note.md:2: there is no {word}. Mend the document."]


def mentions(word: str) -> list[str]:
    known = [PurePosixPath("assetforge/core/digest.py"), PurePosixPath("assetforge/__init__.py")]
    return list(tree.mentions_only_what_is("note.md", f"see\n`{word}`", known))
