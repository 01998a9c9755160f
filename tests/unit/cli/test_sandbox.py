from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from assetforge.cli.sandbox import Latency

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(
    ("text", "ends"),
    [("2", (2, 2)), ("0", (0, 0)), ("0.5-4", (0.5, 4)), ("0-0", (0, 0))],
)
def test_a_latency_is_a_number_or_a_range(text: str, ends: tuple[float, float]) -> None:
    assert Latency().convert(text, None, None) == ends


@pytest.mark.parametrize("text", ["", "-1", "4-2", "fast", "1-", "1-2-3", "nan", "inf", "0-90000"])
def test_anything_else_is_no_latency(text: str) -> None:
    with pytest.raises(click.BadParameter, match="no range such as"):
        Latency().convert(text, None, None)


def test_a_wrong_option_is_a_usage_error(run: Run) -> None:
    assert run("sandbox", "--latency", "fast").code == 64
    assert run("sandbox", "--port", "70000").code == 64
    assert run("sandbox", "--dialect", "newer").code == 64


def test_a_mistake_in_the_faults_is_shown_where_it_stands(run: Run, tmp_path: Path) -> None:
    faults = tmp_path / "faults.toml"
    faults.write_text('version = 1\n\n[[fault]]\nkind = "drip"\nsecond = 5\n', encoding="utf-8")

    ended = run("sandbox", "--port", "0", "--faults", str(faults))

    assert ended.code == 65
    assert "second = 5" in ended.err
    assert "did you mean `seconds`?" in ended.err
    assert ended.out == ""


def test_a_host_that_is_not_here_is_told(run: Run) -> None:
    ended = run("sandbox", "--port", "0", "--host", "192.0.2.1")

    assert ended.code == 64
    assert "cannot listen on 192.0.2.1" in ended.err
