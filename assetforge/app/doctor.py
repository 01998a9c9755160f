"""Looking this machine over: settings as they are read, keys, folders, ledger. Nothing is written.

settings ─ config file, each service, each key (set or not, never shown)
money    ─ state folder, ledger, store
tools    ─ versions
"""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.keys import credentials
from assetforge.adapters.ledger_folder import is_remote
from assetforge.adapters.store import FileStore
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import money_places
from assetforge.app.project import find_manifest, store_folder
from assetforge.app.settings import user_settings
from assetforge.app.surroundings import config_place, surroundings
from assetforge.core.errors import AssetforgeError, CredentialsError, InvalidError
from assetforge.core.exits import Exit
from assetforge.core.version import VERSION
from assetforge.report.checkup import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.providers.settings import ServiceSettings

_MEBIBYTE: Final = 1024 * 1024


def check_machine(manifest: str | None) -> tuple[Finding, ...]:
    """Look over everything that buying depends on here."""
    return (*_settings(), *_ledger(), *_store(), *_project(manifest), *_tools())


def _settings() -> Iterator[Finding]:
    place = config_place(surroundings())
    try:
        settings = user_settings()
    except AssetforgeError as error:
        yield Finding(
            topic="config", name=str(place), told=_told(error), standing="bad",
            hint="`assetforge models` shows each problem with its place", exit=error.exit,
        )  # fmt: skip
        return
    there = "read" if place.is_file() else "not there, so everything is as built in"
    yield Finding(topic="config", name=str(place), told=there)
    for warning in settings.warnings:
        yield Finding(
            topic="config", name=str(place), told=warning.detail, standing="note",
            hint=warning.hint,
        )  # fmt: skip
    for service in settings.services:
        yield from _service(service)


def _told(error: AssetforgeError) -> str:
    if isinstance(error, InvalidError):
        return "; ".join(each.detail for each in error.diagnostics[:3])
    return error.what


def _service(service: ServiceSettings) -> Iterator[Finding]:
    yield Finding(topic=service.provider, name="origin", told=service.origin)
    yield _key(service)
    yield Finding(topic=service.provider, name="use", told=", ".join(_use(service)))


def _key(service: ServiceSettings) -> Finding:
    try:
        key = credentials(service, os.environ)
    except CredentialsError as error:
        return Finding(
            topic=service.provider, name=service.key_variable, told=error.what, standing="bad",
            hint=error.next_step, exit=error.exit,
        )  # fmt: skip
    if key is not None:
        return Finding(topic=service.provider, name=service.key_variable, told="set")
    return Finding(
        topic=service.provider, name=service.key_variable, told="not set", standing="note",
        hint=f"nothing can be bought from {service.provider} without it",
    )  # fmt: skip


def _use(service: ServiceSettings) -> Iterator[str]:
    yield f"{service.concurrency} jobs at once"
    if service.provider == "letzai":
        yield f"{service.dialect} dialect"
    for name, value in (
        ("requests a second", service.rate), ("credits a day", service.day_limit),
        ("credits for one asset", service.asset_limit),
    ):  # fmt: skip
        yield f"no limit of {name}" if value is None else f"{value:g} {name}"
    for name, text in (("organization", service.organization), ("webhook", service.webhook)):
        if text is not None:
            yield f"with your {name}"


def _ledger() -> Iterator[Finding]:
    places = money_places()
    yield _folder("state folder", places.folder)
    if is_remote(_nearest(places.folder)):
        yield Finding(
            topic="ledger", name="disk", told="of another machine", standing="note",
            hint="one build at a time is safer there; ASSETFORGE_STATE_DIR names another folder",
        )  # fmt: skip
    try:
        attempts = all_attempts()
    except AssetforgeError as error:
        yield Finding(
            topic="ledger", name=str(places.ledger), told=error.what, standing="bad",
            hint=error.next_step, exit=error.exit,
        )  # fmt: skip
        return
    if not places.ledger.exists():
        yield Finding(topic="ledger", name=str(places.ledger), told="nothing was bought yet")
        return
    live = sum(attempt.is_live for attempt in attempts)
    yield Finding(
        topic="ledger", name=str(places.ledger),
        told=f"{len(attempts)} attempts, {live} under way or unclear",
        standing="note" if live else "good",
        hint="`assetforge jobs` lists them; `assetforge jobs resume` finishes them" if live else "",
    )  # fmt: skip


def _store() -> Iterator[Finding]:
    place = store_folder()
    yield _folder("store", Path(place))
    try:
        sizes = [size for _, size in FileStore(place, read_only=True).sizes()]
    except AssetforgeError as error:
        yield Finding(
            topic="store", name=place, told=error.what, standing="bad", hint=error.next_step,
            exit=error.exit,
        )  # fmt: skip
        return
    told = f"{len(sizes)} results, {sum(sizes) / _MEBIBYTE:.1f} MiB"
    yield Finding(topic="store", name="holds", told=told)


def _folder(topic: str, folder: Path) -> Finding:
    nearest = _nearest(folder)
    if os.access(nearest, os.W_OK | os.X_OK):
        told = "can be written to" if nearest == folder else "is made when it is needed"
        return Finding(topic=topic, name=str(folder), told=told)
    return Finding(
        topic=topic, name=str(folder), told=f"{nearest} cannot be written to", standing="bad",
        hint="make it writable, or name another folder by ASSETFORGE_STATE_DIR or "
        "ASSETFORGE_STORE_DIR", exit=Exit.STORAGE,
    )  # fmt: skip


def _nearest(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def _project(manifest: str | None) -> Iterator[Finding]:
    try:
        yield Finding(topic="project", name="manifest", told=find_manifest(manifest))
    except AssetforgeError as error:
        yield Finding(
            topic="project", name="manifest", told=error.what,
            standing="note" if manifest is None else "bad",
            hint=error.next_step, exit=error.exit,
        )  # fmt: skip


def _tools() -> Iterator[Finding]:
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield Finding(topic="assetforge", name=VERSION, told=f"{python}, {platform.system()}")
    has_film = find_spec("av") is not None
    yield Finding(
        topic="assetforge", name="films", told="can be read" if has_film else "cannot be read here",
        standing="good" if has_film else "note",
        hint="" if has_film else "install assetforge[video] to build videos",
    )  # fmt: skip
