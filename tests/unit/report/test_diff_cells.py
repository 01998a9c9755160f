"""New cells: an asset that has one because its input has it follows from that input."""

from __future__ import annotations

from dataclasses import replace

from tests.fakes.workplace import Workplace
from tests.unit.report.diffs import asset, cause, compared, side


def add_cells(workplace: Workplace, name: str, *inputs: str, **axes: str) -> None:
    """Add a cell of an asset, made from the cells of inputs with the values that it has."""
    at = f"{name}@{'-'.join(axes.values())}"
    workplace.add(at, *inputs)
    workplace.assets[at] = replace(workplace.assets[at], cell=axes)


def translated() -> Workplace:
    """Make banner in one locale, and night, which has the cells of banner."""
    workplace = Workplace()
    add_cells(workplace, "banner", locale="en")
    add_cells(workplace, "night", "banner@en", locale="en")
    workplace.add("film", "night@en")
    return workplace


def test_a_new_cell_follows_from_the_new_cell_of_its_input() -> None:
    workplace = translated()
    base = side(workplace)
    add_cells(workplace, "banner", locale="fr")
    add_cells(workplace, "night", "banner@fr", locale="fr")

    diff = compared(base, workplace)

    assert [each.address for each in diff.causes] == ["banner@fr"]
    assert cause(diff, "banner@fr").chain == ("banner@fr", "night@fr")
    assert (asset(diff, "night@fr").cause, asset(diff, "night@fr").also) == ("banner@fr", ())


def test_a_new_cell_of_an_axis_of_its_own_is_a_cause() -> None:
    workplace = translated()
    base = side(workplace)
    add_cells(workplace, "banner", locale="fr")
    add_cells(workplace, "night", "banner@en", locale="en", hour="late")
    add_cells(workplace, "night", "banner@fr", locale="en", hour="dawn")

    diff = compared(base, workplace)

    assert {each.address for each in diff.causes} == {
        "banner@fr", "night@en-late", "night@en-dawn",
    }  # fmt: skip


def test_an_asset_with_a_new_name_follows_from_no_new_cell() -> None:
    workplace = translated()
    base = side(workplace)
    add_cells(workplace, "banner", locale="fr")
    add_cells(workplace, "day", "banner@fr", locale="fr")

    diff = compared(base, workplace)

    assert asset(diff, "day@fr").cause == "day@fr"


def test_cells_of_what_was_a_single_asset_follow_from_those_of_its_input() -> None:
    workplace = Workplace()
    workplace.add("banner")
    workplace.add("night", "banner")
    base = side(workplace)
    workplace = translated()

    diff = compared(base, workplace)

    assert [each.address for each in diff.causes if each.reach] == ["banner@en", "film"]
    assert cause(diff, "banner@en").reach == ("banner@en", "night@en")


def test_what_is_made_from_another_cell_follows_from_that() -> None:
    workplace = translated()
    add_cells(workplace, "seal", locale="en")
    add_cells(workplace, "signed", "banner@en", "seal@en", locale="en")
    base = side(workplace)
    workplace.add("seal")
    del workplace.assets["seal@en"]
    add_cells(workplace, "signed", "banner@en", "seal", locale="en")
    workplace.change("banner@en", look="another")

    diff = compared(base, workplace)

    assert {each.address for each in diff.causes} == {"banner@en", "seal"}
    assert cause(diff, "seal").reach == ("seal", "signed@en")
    assert asset(diff, "signed@en").also == ("banner@en",)


def test_other_inputs_are_a_change_of_its_own_though_one_of_them_is_a_new_cell() -> None:
    workplace = translated()
    workplace.add("logo")
    base = side(workplace)
    add_cells(workplace, "banner", locale="fr")
    workplace.add("film", "banner@fr")
    add_cells(workplace, "night", "logo", locale="en")

    diff = compared(base, workplace)

    assert {each.address for each in diff.causes} == {"banner@fr", "film", "night@en"}
