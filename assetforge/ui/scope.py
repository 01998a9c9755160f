"""Of which files a text speaks: the project's own, or those of its draft.

                   lock                           an output               a command
the project        assets.lock                    assets/hero.png         build --replace hero
its draft          .assetforge/draft/assets.lock  .assetforge/draft/ass…  build --draft --repl…
another manifest   other.lock                     assets/hero.png         build --manifest oth…
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assetforge.core.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How texts name files and commands, so that a hint acts on what was looked at."""

    lock: str = "assets.lock"  # relative to the project
    folder: str = ""  # from the project to where output paths start; ends with a slash
    options: tuple[str, ...] = ()  # what a command needs to mean the same files

    def command(self, name: str, *words: str) -> str:
        """Write a command that acts on these files."""
        return f"`{one_line(' '.join(('assetforge', name, *self.options, *words)))}`"

    def file(self, output: str) -> str:
        """Write the path of an output, relative to the project."""
        return one_line(self.folder + output)


PROJECT: Final = Scope()
