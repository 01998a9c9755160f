from __future__ import annotations

import pytest

from assetforge.manifest.source_conflicts import find_conflicts

CONFLICT = "<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> branch\n"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("a = 1\n", []),
        (CONFLICT, [0]),
        (f"a = 1\n{CONFLICT}c = 1\n{CONFLICT}", [6, 60]),
        (CONFLICT.replace("=======", "||||||| base\nb = 0\n======="), [0]),
        (f'a = """\n{CONFLICT}"""', [8]),
        ("<<<<<<<\n=======\n>>>>>>>", [0]),
        ("<<<<<<< a\n>>>>>>> b\n=======\n", []),
        ("=======\n>>>>>>> b\n<<<<<<< a\n", []),
        ("<<<<<<< a\n=======\n", []),
        ("  <<<<<<< a\n  =======\n  >>>>>>> b\n", []),
        ("<<<<<<<< a\n========\n>>>>>>>> b\n", []),
        ("<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n", [10]),
    ],
)
def test_a_conflict_has_three_marks_in_order(text: str, starts: list[int]) -> None:
    assert [fault.start for fault in find_conflicts(text)] == starts


def test_the_mark_that_begins_it_is_shown() -> None:
    fault = find_conflicts(f"a = 1\n{CONFLICT}")[0]

    assert (fault.start, fault.length) == (6, len("<<<<<<< HEAD"))
    assert fault.hint == "choose one side, delete the lines with the marks, and save"
