from __future__ import annotations

import pytest

from assetforge.manifest.source_tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = {b = 1, c = 2,}", "word gap open word gap word gap word gap word gap close"),
        (
            "a = [[[[[1], {}]]]]",
            "word gap open open open open word gap word close close close close",
        ),
        ('é """x""""" # y', "word gap string gap comment"),
        ("é '''x'''''", "word gap string"),
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
        'a = """\n[ { \\""" "\n"""\nb = [\'\'\'\n\'\'\']\n',
        "m = { locale = ['en', \"de\"], a.b = 1 } # c\n",
    ],
)
def test_ordinary_lines_yield_no_token(text: str) -> None:
    assert [token[0] for token in tokens(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "a = {\nb = 1,\n}\n[x]\ny = 1\né",
        "a = [\n{b = 1,},\n] # c\nd = 1\ne = \u00a0x\n",
        "é = ü",
        "]]}{\n[(",
        "a = 1\nb = {c = 1,}\n",
    ],
)
def test_the_tokens_leave_out_whole_lines_only(text: str) -> None:
    ends = [0, *(token.end() for token in tokens(text))]
    starts = [*(token.start() for token in tokens(text)), len(text)]

    left_out = [text[end:start] for end, start in zip(ends, starts, strict=True)]

    assert all(part == "" or part.endswith("\n") for part in left_out)
