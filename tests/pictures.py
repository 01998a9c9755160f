"""The pictures of the README, made by the program itself: `python -m tests.pictures`.

docs/pictures/plan.svg     a plan in colour, as a terminal shows it
docs/pictures/built.webp   what a build of two examples leaves behind
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "spring-launch"
SHOWN = (
    "hero/plain.jpg", "hero/branded.png", "banner-headline@de-1x1.png",
    "banner-headline@fr-9x16.png", "colourway@teal.png", "colourway@amber.png",
    "shop/care-guide.webp", "banner-headline@en-16x9.png",
)  # fmt: skip
HEIGHT = 260  # pixels of each row
GAP = 8
COLUMNS = 96  # of the drawn terminal
THEME = TerminalTheme(
    (13, 17, 23), (201, 209, 217),
    [(13, 17, 23), (255, 123, 114), (126, 231, 135), (242, 204, 96), (121, 192, 255),
     (210, 168, 255), (165, 214, 255), (201, 209, 217)],
)  # fmt: skip
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
 xml:space="preserve">
<title>assetforge plan</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace;
 font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""


def main() -> None:
    """Make both pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / EXAMPLE.name
        ignored = shutil.ignore_patterns("assets", ".assetforge", "assets.lock")
        shutil.copytree(EXAMPLE, project, ignore=ignored)
        _assetforge(project, "build", "-q")
        _contact_sheet(project / "assets").save(PICTURES / "built.webp", quality=88, method=6)
        (PICTURES / "plan.svg").write_text(_drawn(_changed_plan(project)), encoding="utf-8")


def _changed_plan(project: Path) -> str:
    manifest = project / "campaigns" / "shop.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"teal", "rose"', '"plum", "rose"'), encoding="utf-8")
    main_file = project / "assets.toml"
    text = main_file.read_text(encoding="utf-8")
    changed = text.replace("among {{season}} flowers", "among fallen leaves")
    main_file.write_text(changed, encoding="utf-8")
    (project / "assets" / "banner@en-16x9.png").unlink()
    return "$ assetforge plan\n" + _assetforge(project, "plan")


def _assetforge(project: Path, *words: str) -> str:
    environment = {
        **os.environ, "ASSETFORGE_STORE_DIR": str(project.parent / "store"), "FORCE_COLOR": "1",
        "COLUMNS": str(COLUMNS),
    }  # fmt: skip
    command = [sys.executable, "-m", "assetforge", *words]
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def _drawn(text: str) -> str:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of its own
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(text))
    return console.export_svg(title="", theme=THEME, code_format=FRAME, unique_id="plan")


def _contact_sheet(folder: Path) -> Image.Image:
    rows: list[list[Image.Image]] = [[], []]
    for number, name in enumerate(SHOWN):
        picture = Image.open(folder / name).convert("RGB")
        width = round(picture.width * HEIGHT / picture.height)
        rows[number // 4].append(picture.resize((width, HEIGHT), Image.Resampling.LANCZOS))
    width = max(sum(part.width + GAP for part in row) - GAP for row in rows)
    sheet = Image.new("RGB", (width, 2 * HEIGHT + GAP), "white")
    for line, row in enumerate(rows):
        space = (width - sum(part.width for part in row)) // (len(row) - 1)
        left = 0
        for part in row:
            sheet.paste(part, (left, line * (HEIGHT + GAP)))
            left += part.width + space
    return sheet


if __name__ == "__main__":
    main()
