from __future__ import annotations

import pytest

from assetforge.manifest.wording import few, known_here, nearest, quoted, suggestion, with_article


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("image", "an `image`"),
        ("edit", "an `edit`"),
        ("upscale", "an `upscale`"),
        ("video-edit", "a `video-edit`"),
        ("source", "a `source`"),
        ("", "a ``"),
    ],
)
def test_the_article_goes_with_the_word(word: str, written: str) -> None:
    assert with_article(word) == written


def test_words_are_listed_as_in_a_sentence() -> None:
    assert quoted(["a"]) == "`a`"
    assert quoted(["a", "b", "c"], "and") == "`a`, `b` and `c`"


def test_a_near_word_is_asked_for() -> None:
    assert suggestion("promt", ["size", "prompt"]) == "did you mean `prompt`?"


def test_without_a_near_word_the_known_ones_are_listed() -> None:
    assert suggestion("zzz", ["size", "seed"]) == "known here: size, seed"


def test_a_long_list_is_cut_after_the_nearest_eight() -> None:
    words = [f"alpha{number}" for number in range(20)] + ["zeta"]

    listed = known_here("zzzz", words)

    assert listed.startswith("known here: zeta, ")
    assert listed.endswith(", …")
    assert listed.count(",") == 8


def test_nothing_is_near_to_something_else() -> None:
    assert nearest("zebra", ["size", "seed"]) == ""


def test_thousands_of_words_are_not_all_compared() -> None:
    words = [f"asset-{number}" for number in range(10_000)]

    assert nearest("asset-499", words) == "asset-499"
    assert "asset-9999" not in known_here("asset-9999", words)


def test_a_few_words_are_a_sentence_and_many_are_cut_to_the_nearest() -> None:
    many = [f"word-{number}" for number in range(20)]

    assert few(["a", "b"], "and") == "a and b"
    assert few(many, like="word-17").startswith("word-17, ")
    assert few(many).endswith(", …")
    assert few(many).count(",") == 8
