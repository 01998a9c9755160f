"""A project with most of what can be blamed, and lines found in it beside what it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.app.diffing_lines import ChangedLines
from assetforge.app.memo import Memo
from assetforge.app.reading import read_project
from assetforge.plan.model import Reason
from assetforge.report.diff_model import Line
from tests.unit.app.projects import paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading

BEFORE = '''\
version = 1
include = ["more.toml"]

[project]
name = "shop"

[defaults.image]
size = "64x48"

[source.logo]
path = "logo.png"

[image.hero]
prompt = "A {{product}} on marble"

[image.long]
prompt = """
First line
Second line
Third {{thing}}
"""

[image.told]
prompt_file = "{{name}}.txt"

[image.banner]
matrix = { locale = ["en"] }
prompt = "{{locale}}"

[edit.beach]
from = ["hero", "logo"]
prompt = "A beach"
'''
PROMPT = Reason(why="field", field="prompt")


@dataclass(frozen=True, slots=True)
class Both:
    """A project that a test edits, and what it was."""

    project: Project
    before: Reading

    def line(self, address: str, *reasons: Reason, was: str = "") -> Line:
        now = read_project(self.project, Memo())
        lines = ChangedLines(now, self.before, moved={address: was} if was else {})
        return lines.find(now.graph.assets[address], reasons)

    def anew(self) -> Both:
        """Take the project as it is now for what it was."""
        return replace(self, before=read_project(self.project, Memo()))

    def place_of(self, text: str, name: str = "assets.toml") -> Line:
        """Find the one line that holds a text."""
        rows = Path(self.project.root, name).read_text(encoding="utf-8").splitlines()
        (number,) = (number for number, row in enumerate(rows, start=1) if text in row)
        return Line(file=name, line=number)


def both_of(project: Project) -> Both:
    """Write the project, for a test to edit."""
    write(project, BEFORE)
    write(project, '[vars]\nproduct = "bottle"\nthing = "line"\n', "more.toml")
    write(project, "Some words\nand {{product}}\n", "told.txt")
    paint(project, "logo.png")
    return Both(project, read_project(project, Memo()))


def renamed(old: str, new: str) -> str:
    """Give an asset another name in the text of the project."""
    return BEFORE.replace(f"[image.{old}]", f"[image.{new}]").replace(f'"{old}"', f'"{new}"')
