"""What the environment says of services: where they are, how they speak, which config file counts.

It loads nothing slow, since a build that finds nothing to do asks whether this changed.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG_VARIABLE: Final = "ASSETFORGE_CONFIG"
DIALECT_VARIABLE: Final = "ASSETFORGE_DIALECT"
ORIGIN_VARIABLES: Final[Mapping[str, str]] = {
    "letzai": "LETZAI_BASE_URL", "letta": "LETTA_BASE_URL",
}  # fmt: skip
CONFIG_NAME: Final = "config.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the environment says, taken once."""

    config: str | None = None  # where the file is; None: at its usual place
    origins: tuple[tuple[str, str], ...] = ()  # provider → as written
    dialect: str | None = None


def surroundings() -> Surroundings:
    """Take what the environment says; an empty variable says nothing."""
    named = {provider: os.environ.get(name) for provider, name in ORIGIN_VARIABLES.items()}
    return Surroundings(
        config=os.environ.get(CONFIG_VARIABLE) or None,
        origins=tuple((provider, text) for provider, text in named.items() if text),
        dialect=os.environ.get(DIALECT_VARIABLE) or None,
    )


def config_place(around: Surroundings) -> Path:
    """Name the config file."""
    if around.config is not None:
        return Path(os.path.normpath(Path(around.config).absolute()))  # a link stays one
    from platformdirs import user_config_path  # noqa: PLC0415 - only where nothing is chosen

    return user_config_path("assetforge", appauthor=False) / CONFIG_NAME


def services_mark() -> str:
    """Name everything that says where services are, so that a change of it shows; "" if unclear.

    With another one a sandbox may stand in for a service, or no longer, so that keys differ.
    """
    around = surroundings()
    try:
        config = config_place(around).read_bytes()
    except FileNotFoundError:
        config = b""
    except OSError:
        return ""
    told = json.dumps([around.origins, sha256(config).hexdigest()])
    return sha256(told.encode()).hexdigest()
