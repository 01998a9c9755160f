"""An instruction in plain words becomes operations, in the order in which the words stand.

    "Make it darker, crop to a square and write “Spring”"
          Adjust(brightness)   Crop(1, 1)     Words(Spring)

Only what is said plainly is read; "not darker" and "without blur" are left alone, and so is
whatever stands between quotes. Words are English, as everything that a person reads here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.providers.drawing_operation import (
    Adjust,
    Blur,
    Crop,
    Grade,
    Mirror,
    Pixelate,
    Tint,
    Turn,
    Words,
)
from assetforge.providers.studio.colour import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.providers.drawing_operation import Look, Operation, Property

    Rule: TypeAlias = tuple[re.Pattern[str], Callable[[re.Match[str]], Operation | None]]

LIMIT: Final = 12  # operations; more are no plain instruction
READ: Final = 4000  # characters of an instruction that are read
_DEGREE = r"(?P<degree>\b(?:slightly|a bit|a little|somewhat|much|very|far|a lot)\s+)?"
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]{1,200})[\"“”»]")
_WRITING = re.compile(
    r"\b(?:text|words?|writ(?:e|ing)|says?|saying|reads?|reading|headline|title|caption|slogan|"
    r"label|lettering)\b[^\"“”„«.]{0,40}$"
)
_DENIED = re.compile(r"(?:\bno|\bnot|n['\u2019]t|\bwithout|\bnever)\s+(?:\w+\s+){0,2}$")
_COLOUR = "|".join(COLOURS) + "|#[0-9a-f]{6}"


def parse_instruction(text: str) -> tuple[Operation, ...]:
    """Read what an instruction plainly says; nothing understood is an empty tuple."""
    lowered = text[:READ].lower().replace("\n", " ")
    found = _written(text[:READ].replace("\n", " "), lowered)
    silent = _QUOTED.sub(lambda match: " " * len(match[0]), lowered)
    for pattern, make in RULES:
        match = pattern.search(silent)
        if match is not None and not _is_denied(silent, match.start()):
            operation = make(match)
            found += [] if operation is None else [(match.start(), operation)]
    ordered = sorted(found, key=lambda pair: pair[0])
    return tuple(operation for _, operation in ordered[:LIMIT])


def _written(text: str, lowered: str) -> list[tuple[int, Operation]]:
    if len(text) != len(lowered):  # a letter whose small form is longer: places would not agree
        lowered = text
    return [
        (match.start(), Words(text=" ".join(match[1].split())))
        for match in _QUOTED.finditer(text)
        if match[1].strip() and _WRITING.search(lowered[: match.start()][-80:])
    ]


def _is_denied(text: str, start: int) -> bool:
    return _DENIED.search(text[max(0, start - 40) : start]) is not None


def _weight(match: re.Match[str]) -> float:
    """Weigh "slightly" and "much": 0.5, 1 or 1.6."""
    degree = (match["degree"] or "").strip()
    if not degree:
        return 1.0
    return 0.5 if degree in {"slightly", "a bit", "a little", "somewhat"} else 1.6


def _look(words: str, look: Look, strength: float = 0.8) -> Rule:
    pattern = re.compile(rf"{_DEGREE}\b(?:{words})\b")
    return pattern, lambda match: Grade(look=look, strength=min(1.0, strength * _weight(match)))


def _adjust(words: str, what: Property, factor: float) -> Rule:
    pattern = re.compile(rf"{_DEGREE}\b(?:{words})\b")
    return pattern, lambda match: Adjust(what=what, factor=round(factor ** _weight(match), 3))


def _tint(match: re.Match[str]) -> Operation:
    word = match["after"] or match["before"]
    return Tint(colour=COLOURS.get(word, word))


def _mirror(match: re.Match[str]) -> Operation:
    upright = re.search(r"vertical|upside|top and bottom|reflection", match[0])
    return Mirror(swap="ends" if upright else "sides")


def _turn(match: re.Match[str]) -> Operation | None:
    degrees = int(match["degrees"] or (180 if "upside" in match[0] else 90)) % 360
    if re.search(r"counter|anti|left", match[0]):
        degrees = -degrees % 360
    return Turn(degrees=degrees) if degrees else None


def _crop(match: re.Match[str]) -> Operation:
    if match["across"]:
        return Crop(across=max(1, int(match["across"])), down=max(1, int(match["down"])))
    across, down = {"portrait": (4, 5), "landscape": (3, 2)}.get(match["shape"] or "", (1, 1))
    return Crop(across=across, down=down)


RULES: Final[tuple[Rule, ...]] = (
    _look(r"gr[ae]y-?scale|black[- ]and[- ]white|b&w|monochrome|colou?rless", "grayscale", 1.0),
    _look(r"sepia|vintage|old photo(?:graph)?|antique", "sepia", 1.0),
    _look(r"invert(?:ed)?|negative", "invert", 1.0),
    _look(r"posteri[sz]ed?|flat colou?rs|screen ?print", "posterize", 1.0),
    _look(r"vignette", "vignette"),
    _look(r"warm(?:er|th)?", "warm"),
    _look(r"cool(?:er)?|cold(?:er)?", "cool"),
    _look(r"sunset|golden hour|dusk|evening light|autumn", "sunset"),
    _look(r"sunrise|dawn|morning light", "dawn"),
    _look(r"night(?:time)?|midnight|moonlight|moonlit", "night"),
    _look(r"snow(?:y|fall)?|winter|frost(?:y)?", "winter"),
    _look(r"fog(?:gy)?|mist(?:y)?|hazy?|haze", "fog"),
    _look(r"neon|cyberpunk|synthwave", "neon"),
    _adjust(r"dark(?:er|en)?|dimmer", "brightness", 0.65),
    _adjust(r"bright(?:er|en)?|light(?:er|en)|sunnier", "brightness", 1.35),
    _adjust(r"(?:more|higher|stronger|add) contrast|contrast(?:y|ier)|punchier", "contrast", 1.45),
    _adjust(r"(?:less|lower|softer) contrast|flatter", "contrast", 0.65),
    _adjust(r"(?:more|higher) saturation|more saturated|vivid|vibrant|more colou?rful",
            "saturation", 1.6),
    _adjust(r"(?:less|lower) saturation|(?:less |de)saturated?|muted|faded", "saturation", 0.45),
    _adjust(r"sharp(?:er|en)|crisp(?:er)?", "sharpness", 2.5),
    (
        re.compile(rf"{_DEGREE}\b(?:blur(?:red|ry|rier)?|(?:soft|out of) focus|defocus(?:ed)?)\b"),
        lambda match: Blur(share=0.012 * _weight(match)),
    ),
    (
        re.compile(r"\b(?:pixelat(?:e|ed)|pixel art|8-bit)\b"),
        lambda _: Pixelate(squares=96),
    ),
    (
        re.compile(
            rf"\btint(?:ed)?\b[^.;,#]{{0,24}}?(?<![\w#])(?P<after>{_COLOUR})\b|"
            rf"(?<![\w#])(?P<before>{_COLOUR})\s+(?:tint|tone|hue|cast|wash|filter|overlay)\b"
        ),
        _tint,
    ),
    (
        re.compile(r"\b(?:mirror(?:ed)?|flip(?:ped)?)\b[^.;]{0,30}?"
                   r"(?:vertically|vertical|upside down|top and bottom)|"
                   r"\b(?:mirror(?:ed)?|flip(?:ped)?)\b"),
        _mirror,
    ),
    (
        re.compile(r"\b(?:rotat(?:e|ed)|turn(?:ed)?)\b(?:[^.;,\d]{0,20}?(?P<degrees>\d{1,3})\s*"
                   r"(?:°|deg(?:rees?)?\b)|[^.;,\d]{0,12}?(?:upside down|left|right|clockwise))"
                   r"(?:[^.;,]{0,12}?(?:counter-?clockwise|anti-?clockwise|left))?"),
        _turn,
    ),
    (
        re.compile(r"\bcrop(?:ped)?\b[^.;]{0,24}?(?:(?P<shape>square|portrait|landscape)|"
                   r"(?P<across>\d{1,2}):(?P<down>\d{1,2}))"),
        _crop,
    ),
)  # fmt: skip
