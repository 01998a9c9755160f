"""The folder of an output: whoever swaps it for a link under way gains nothing."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from assetforge.adapters.outputs import Outputs
from assetforge.core.errors import AssetforgeError

if TYPE_CHECKING:
    from pathlib import Path

PAUSES: Final = (0.0, 0.0003, 0.001, 0.0001, 0.002)  # seconds between two swaps


def test_no_swap_of_a_folder_for_a_link_leads_a_write_outside(
    tmp_path: Path,
) -> None:
    root, outside, source = tmp_path / "project", tmp_path / "outside", tmp_path / "blob"
    root.mkdir()
    outside.mkdir()
    source.write_bytes(b"picture")
    outputs = Outputs(str(root))
    done = threading.Event()
    flipper = threading.Thread(target=flip, args=(root, outside, done))
    flipper.start()

    ends = Counter(attempt(outputs, str(source)) for _ in range(2000))
    done.set()
    flipper.join()

    assert ends["placed"] > 20
    assert ends["refused"] > 20
    assert list(outside.iterdir()) == []


def attempt(outputs: Outputs, source: str) -> str:
    try:
        outputs.place(source, "assets/hero.png")
    except AssetforgeError:
        return "refused"
    return "placed"


def flip(root: Path, outside: Path, done: threading.Event) -> None:
    """Put a link in the folder's place for an instant, at some instant of every write or two."""
    assets = root / "assets"
    for number in itertools.count():
        if done.is_set():
            return
        with suppress(OSError):
            assets.mkdir()
        time.sleep(PAUSES[number % len(PAUSES)])
        with suppress(OSError):
            assets.rename(root / f"away-{number}")
            assets.symlink_to(outside)
            assets.unlink()
