"""Records of bought results that the store lost: the ledger and the bytes give them back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.app.ledger import all_attempts
from assetforge.app.locking_rebuild import rebuild_lock
from assetforge.app.locking_records import recover_records
from assetforge.app.reading import read_lock
from tests.unit.app.projects import CHEAP, bought, endings, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.lock.model import Lock
    from tests.sandbox_server import SandboxServer


def buy(project: Project) -> Lock:
    write(project, CHEAP)
    bought(project)
    return read_lock(project)


def record_of(project: Project, lock: Lock, address: str) -> Path:
    return Layout(Path(project.store)).record(lock.entries[address].made.key)


def test_a_lost_lock_and_lost_records_come_back_without_a_credit(
    served: SandboxServer, project: Project
) -> None:
    lock = buy(project)
    orders = len(served.orders())
    record_of(project, lock, "hero").unlink()
    record_of(project, lock, "night").write_bytes(b"{")
    Path(project.lock).unlink()

    found = rebuild_lock(project, lock_timeout=0, tell=lambda _: None)

    assert found.recovered == 2
    assert found.missing == ()
    for address, entry in read_lock(project).entries.items():
        was = lock.entries[address].made
        assert replace(entry.made, result_id=None, url=None, url_expires=None) == replace(
            was, result_id=None, url=None, url_expires=None
        )
    assert set(endings(bought(project)).values()) == {"kept"}
    assert len(served.orders()) == orders


def test_what_is_recorded_is_left_alone_and_damaged_bytes_are_no_result(
    served: SandboxServer, project: Project
) -> None:
    lock = buy(project)
    assert served.origin
    record_of(project, lock, "hero").unlink()
    blob = Layout(Path(project.store)).blob(lock.entries["hero"].made.result.digest)
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")

    with FileStore(project.store) as store:
        assert recover_records(store, project.store, all_attempts()) == ()
        assert recover_records(store, project.store, ()) == ()
