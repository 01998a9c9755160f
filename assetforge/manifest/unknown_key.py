"""What to say of a key that a table does not have: what was meant, where it belongs, who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.manifest.fields import FIELDS, known_fields
from assetforge.manifest.wording import known_here, nearest, quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetforge.core.names import Kind
    from assetforge.manifest.model import Origin

# What people write, and what the key is called here; nothing in the spelling would tell.
OTHER_WORDS: Final[Mapping[str, str]] = {
    "source": "from", "sources": "from", "input": "from", "inputs": "from", "images": "from",
    "ratio": "aspect_ratio", "seconds": "duration", "length": "duration", "audio": "sound",
    "tier": "resolution", "file": "path", "text": "prompt",
}  # fmt: skip
# Who is asked, and as whom, is never said in a file that a pull request can change.
PRIVATE: Final = frozenset(
    {"api_key", "apikey", "auth", "authorization", "base_url", "credentials", "endpoint", "headers"}
    | {"host", "key", "organization", "password", "proxy", "secret", "token", "url", "webhook"}
)
# What to write where a kind lacks a key that another one has.
INSTEAD: Final[Mapping[str, tuple[str, str]]] = {
    "width": ("size", 'write both sides as `size = "1600x900"`'),
    "height": ("size", 'write both sides as `size = "1600x900"`'),
    "format": ("output", 'write the extension in `output`, as in `output = "assets/hero.webp"`'),
}


def unknown_key(origin: Origin, holder: str, known: Collection[str]) -> Problem:
    """Say that the last key below an origin is none of a holder's, such as `[project]`."""
    key = str(origin.path[-1])
    near = _meant(key, known)
    hint = f"did you mean `{near}`?" if near else f"take it out; {known_here(key, known)}"
    return unknown(origin, f"`{key}` is not a key of {holder}", hint)


def unknown_field(origin: Origin, kind: Kind) -> Problem:
    """Say that the last key below an origin is no field of a kind of asset."""
    key, known = str(origin.path[-1]), known_fields(kind)
    detail = f"`{key}` is not a key of {with_article(kind)}"
    near = meant_field(key, kind)
    if near:
        return unknown(origin, detail, f"did you mean `{near}`?")
    other = _meant(
        key, list(dict.fromkeys(field for each in FIELDS for field in known_fields(each)))
    )
    if not other:
        return unknown(origin, detail, f"take it out; {known_here(key, known)}")
    homes = quoted((each for each in FIELDS if other in known_fields(each)), "and")
    needed, instead = INSTEAD.get(other, ("", ""))
    return unknown(
        origin, f"{detail}, only of {homes}" if other == key
        else f"{detail}; there is `{other}`, but only for {homes}",
        instead if needed in known else "take it out, or make this asset one of another kind",
    )  # fmt: skip


def meant_field(key: str, kind: Kind) -> str:
    """Find the field that an unknown key may stand for; one that other kinds have means itself."""
    if any(key in known_fields(other) for other in FIELDS):
        return ""
    return _meant(key, known_fields(kind))


def unknown(origin: Origin, detail: str, hint: str) -> Problem:
    """Make the problem of an unknown key; of a private one it says where that belongs."""
    key = str(origin.path[-1])
    if key.lower() in PRIVATE:
        detail = f"`{key}` has no place in a manifest, which a pull request can change"
        hint = "set it in your own config file or in the environment"
    return Problem(
        code="unknown-key", file=origin.file, path=origin.path, on="key", summary="unknown key",
        detail=detail, hint=hint,
    )  # fmt: skip


def _meant(key: str, known: Collection[str]) -> str:
    if key in known:
        return key
    other = OTHER_WORDS.get(key.lower(), "")
    return other if other in known else nearest(key, known)
