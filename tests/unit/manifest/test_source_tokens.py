from __future__ import annotations

from itertools import pairwise

import pytest

from assetforge.manifest.source_tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = {b = 1, c = 2}", "word gap open word gap word gap word gap word close"),
        ("a = [[1], {}]", "word gap open word gap word close"),
        ('a = """x""""" # y', "word gap string gap comment"),
        ("a = '''x'''''\n", "word gap string gap"),
        ('a = """\\"""', "word gap unclosed"),
        ('a = "x\\"', "word gap unclosed"),
        ("a = 'x\ny'", "word gap unclosed"),
        ("a." * 16 + "b = 1", "long_key word gap word"),
        ('"a" . ' * 16 + "b = 1", "long_key word gap word"),
        ("a = " + "1" * 65, "word gap long_number"),
        ("a = [" + "1" * 65 + ", 2]", "word gap open long_number gap word close"),
        ("a = \u00a0", "word gap stray"),
        ("a = {\n}", "word gap open gap close"),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, expected: str) -> None:
    assert " ".join(str(token.lastgroup) for token in tokens(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n# comment [ { '\n",
        '[image.hero]\nprompt = "a # b \\" [ {" # c\n',
        '[[ shot . "a.b" ]]\nat = [\'a\', "b", 1.5, true, -0x1F]\n',
        "a.b.'c' = 07:32:00.5\n\tseed = 1_000\n",
        "1" * 65 + " = 1\n",
    ],
)
def test_ordinary_lines_yield_no_token(text: str) -> None:
    assert [token[0] for token in tokens(text)] == []


@pytest.mark.parametrize(
    "text",
    ["a = {\nb = 1,\n}\n[x]\ny = '''\n'''", "a = [\n'b', # c\n]\nd = 1", "é = ü"],
)
def test_the_tokens_leave_nothing_out_between_ordinary_lines(text: str) -> None:
    found = list(tokens(text))
    gaps = [text[one.end() : other.start()] for one, other in pairwise(found)]

    assert all(gap == "" or gap.endswith("\n") for gap in gaps)
    assert found[-1].end() in {len(text), text.rfind("\n") + 1}
