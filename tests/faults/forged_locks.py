"""Forged locks: what a pull request may make of an honest one, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MANIFEST: Final = """\
version = 1
project.name = "spring"

[image.lamp]
prompt = "A brass lamp"
size = "64x64"

[image.moon]
prompt = "The moon"
size = "64x48"
"""
METADATA: Final = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"
_NOBODYS: Final = "sha256:" + "5" * 64


def values(lock: str, field: str) -> tuple[str, str]:
    """Find what the honest lock says of a field, for lamp and for moon."""
    found = [line for line in lock.splitlines() if line.startswith(f"{field} = ")]
    lamp, moon = (line.partition(" = ")[2].strip('"') for line in found[:2])
    return lamp, moon


def _field(field: str, value: str) -> Callable[[str], str]:
    """Give the first asset, lamp, another value for a field."""

    def forged(lock: str) -> str:
        before = next(line for line in lock.splitlines() if line.startswith(f"{field} = "))
        return lock.replace(before, f"{field} = {value}", 1)

    return forged


def _after(line: str, more: str) -> Callable[[str], str]:
    return lambda lock: lock.replace(line, f"{line}\n{more}", 1)


def _swapped(field: str) -> Callable[[str], str]:
    """Have lamp say of a field what is true of moon."""

    def forged(lock: str) -> str:
        lamp, moon = values(lock, field)
        return lock.replace(lamp, moon, 1)

    return forged


def _far(lock: str) -> str:
    """Have lamp be a service's, and gone; to be fetched from where the cloud keeps its keys."""
    forged = _field("digest", f'"{_NOBODYS}"')(_field("provider", '"letzai"')(lock))
    return _after("[asset.lamp.result]", f'url = "{METADATA}"')(forged)


def _orphan(output: str) -> Callable[[str], str]:
    """Add an asset that no manifest asks for, whose file `--prune` would remove."""

    def forged(lock: str) -> str:
        start = lock.index("[asset.moon]")
        stray = lock[start:].replace("asset.moon", "asset.stray")
        return lock + "\n" + stray.replace('"assets/moon.png"', f'"{output}"')

    return forged


# What a plan and a build of a draft end with, and how the honest lock is forged.
FORGED: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "lock: honest": ("plan 0, draft 0", lambda lock: lock),
    "lock: the right key, another's digest": ("plan 0, draft 0", _swapped("digest")),
    "lock: the right key, a digest that nobody has": (
        "plan 0, draft 0",
        _field("digest", f'"{_NOBODYS}"'),
    ),
    "lock: another's key": ("plan 0, draft 0", _swapped("key")),
    "lock: a digest that is a path": (
        "plan 65 lock-value",
        _field("digest", '"sha256:../../../outside/secret.png"'),
    ),
    "lock: a key that is a path": (
        "plan 65 lock-value",
        _field("key", '"sha256:../../outside"'),
    ),
    "lock: a result to be fetched from the cloud's metadata": ("plan 0, draft 0", _far),
    "lock: a job that is a path": (
        "plan 0, draft 0",
        _after("[asset.lamp]", 'job_id = "../users/me?x=#"'),
    ),
    "lock: an output above the project": (
        "plan 65 lock-value",
        _field("path", '"../outside/secret.png"'),
    ),
    "lock: an output by its full path": (
        "plan 65 lock-value",
        _field("path", '"/etc/passwd.png"'),
    ),
    "lock: an output among git's hooks": (
        "plan 65 lock-value",
        _field("path", '".git/hooks/pre-commit.png"'),
    ),
    "lock: an output that is another's": ("plan 0, draft 0", _field("path", '"assets/moon.png"')),
    "lock: an asset that is gone, above the project": (
        "plan 65 lock-value",
        _orphan("../outside/secret.png"),
    ),
    "lock: an asset that is gone, on the manifest": (
        "plan 65 lock-value",
        _orphan("assets.toml"),
    ),
    "lock: an asset that is gone, among the workflows": (
        "plan 65 lock-value",
        _orphan(".github/workflows/build.yml"),
    ),
    "lock: a name that is a path": (
        "plan 65 lock-value",
        lambda lock: lock.replace("asset.lamp", 'asset."../lamp"'),
    ),
    "lock: marks of a merge": (
        "plan 65 merge-conflict",
        lambda lock: "<<<<<<< ours\n" + lock + "=======\n>>>>>>> theirs\n",
    ),
    "lock: half of it": ("plan 65 syntax", lambda lock: lock[: len(lock) // 2]),
    "lock: a newer version": (
        "plan 65 newer-lock",
        lambda lock: lock.replace("version = 1", "version = 99", 1),
    ),
    "lock: a newer revision": (
        "plan 0, draft 3",
        lambda lock: lock.replace("revision = 0", "revision = 99", 1),
    ),
    "lock: a size beyond all disks": (
        "plan 65 number-too-long",
        _field("size", "9" * 4000),
    ),
    "lock: credits below nothing": (
        "plan 65 lock-value",
        _after("[asset.lamp]", "credits_charged = -1"),
    ),
    "lock: credits without end": (
        "plan 65 not-finite",
        _after("[asset.lamp]", "credits_charged = 1e999"),
    ),
    "lock: codes for a terminal": (
        "plan 0, draft 0",
        _field("provider", '"\\u001b[2J\\u202e::error::\\u0007"'),
    ),
    "lock: tables in one another": (
        "plan 65 key-too-long",
        lambda lock: lock + "[asset.lamp.request" + ".a" * 5000 + "]\n",
    ),
    "lock: a list in lists": (
        "plan 65 too-deep",
        lambda lock: lock + "deep = " + "[" * 20_000 + "\n",
    ),
    "lock: a kind that there is not": ("plan 65 lock-value", _field("kind", '"plugin"')),
    "lock: a text where a table belongs": (
        "plan 65 lock-value",
        lambda _: 'version = 1\nrevision = 0\nasset = "lamp"\n',
    ),
    "lock: zeros": ("plan 65 control-character", lambda _: "\0" * 4096),
    "lock: 17 MiB": (
        "plan 65 line-too-long",
        lambda lock: lock + "# " + "x" * (17 * 1024 * 1024),
    ),
}
