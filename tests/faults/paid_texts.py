"""What a market is made of: the user's config, the faults of its sandbox, a shop's manifest."""

from __future__ import annotations

from typing import Final

SETTLE: Final = 1.5  # seconds that a lost order is looked for
LATE: Final = 0.4  # seconds that a job is in no list; less than that
CONFIG: Final = f"""\
[letzai]
settle_seconds = {SETTLE}

[letta.prices.image.flux-2-pro]
each = 12

[letta.prices.edit.gemini-3-pro-image]
each = 12
"""
FAULTS: Final = (  # kind, chance, more
    ("lose-answer", 0.08, ""),
    ("error-after", 0.04, ""),
    ("cut-answer", 0.01, ""),
    ("accept-late", 0.04, "seconds = 0.3"),
    ("error", 0.04, 'route = "POST *"'),
    ("limit", 0.03, 'route = "POST *"\nretry_after = "0.05"'),
    ("limit", 0.02, 'route = "POST *"'),
    ("error", 0.02, 'route = "GET /*"'),
    ("redirect-call", 0.01, 'to = "TRAP"'),
    ("list-late", 0.4, f"seconds = {LATE}"),
    ("know-late", 0.05, "seconds = 0.2"),
    ("fail", 0.02, ""),
    ("cut", 0.04, ""),
    ("half", 0.02, ""),
    ("expire", 0.04, ""),
    ("redirect", 0.02, 'to = "TRAP"'),
)
MANIFEST: Final = """\
version = 1

[project]
name = "NAME"

[defaults]
provider = "letzai"

[source.logo]
path = "logo.png"

[image.tile]
matrix = { number = [1, 2] }
prompt = "SALT tile {{number}}"
size = "640x640"

[edit.night]
from = "tile"
prompt = "SALT night {{number}}"
model = "nano-banana-2-lite"

[edit.branded]
from = ["tile@1", "logo"]
prompt = "SALT branded"
model = "nano-banana-2-lite"

[upscale.large]
from = "tile@1"

[video.film]
from = "tile@2"
prompt = "SALT film"
model = "veo31"

[image.sketch]
provider = "letta"
prompt = "SALT sketch"

[edit.poster]
provider = "letta"
from = "sketch"
prompt = "SALT poster"

[derive.icon]
from = "large"
width = 32
"""
PAID: Final = 9  # assets of a manifest that cost something, each once for a salt


def faults_towards(trap: str) -> str:
    """Write the file of faults, whose redirects lead to a trap."""
    return "version = 1\n" + "".join(
        f'\n[[fault]]\nkind = "{kind}"\nchance = {chance}\n{more.replace("TRAP", trap)}\n'
        for kind, chance, more in FAULTS
    )
