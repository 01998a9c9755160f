from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.manifest.bad_manifest import FOLDER, BadManifest, bad_manifests, rewritten

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(FOLDER.glob("*.txt"))
CASES = {f"{path.stem}: {case.title}": case for path in FILES for case in bad_manifests(path)}
FEWEST = 60  # cases that a later change may not go below

LONGEST_SENTENCE = 240  # characters of a detail, or of a hint


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_place_sentence_and_hint_are_as_written(
    case: BadManifest, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    case.write(tmp_path)

    said = case.said(tmp_path)

    assert said == case.expected or request.config.getoption("--update")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_data_is_written_as_it_is_read(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    said = {case.title: case.expected for case in bad_manifests(path)}
    if request.config.getoption("--update"):
        for number, case in enumerate(bad_manifests(path)):
            folder = tmp_path / str(number)
            case.write(folder)
            said[case.title] = case.said(folder)
        path.write_text(rewritten(path, said), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == rewritten(path, said)


def test_every_case_has_a_name_of_its_own() -> None:
    titles = [case.title for path in FILES for case in bad_manifests(path)]

    assert len(titles) == len(set(titles))
    assert len(titles) >= FEWEST


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_problem_comes_with_a_sentence_and_a_way_out(case: BadManifest) -> None:
    texts = [line.strip() for line in case.expected.splitlines() if line.startswith("    ")]

    assert texts
    assert all(0 < len(text) <= LONGEST_SENTENCE for text in texts)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_message_speaks_of_how_it_is_made(case: BadManifest) -> None:
    inner = ("pydantic", "validation", "Literal", "NoneType", "mapping", "regex", "None", "dict")

    assert [word for word in inner if word in case.expected] == []
