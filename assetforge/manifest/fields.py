"""The fields of each kind of asset: types, limits, classes and what each takes, in one place.

The order of the classes is the order in which fields appear in documents and in editors. What a
single model cannot do is not said here: that is `capability_checks`, from the catalogue.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assetforge.manifest.rule import cosmetic, local, paid, shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind

FieldsError: TypeAlias = ValidationError
MOST_ITEMS: Final = 100  # of a list or table; none that a person writes is longer
PROMPT_LIMIT: Final = 32_000  # characters; Letta's documented limit, 2026-06-15, the only one known

Prompt: TypeAlias = Annotated[
    str, Field(pattern=r"\S", max_length=PROMPT_LIMIT),
    paid("a text of 1 to 32,000 characters, not only white space"),
]  # fmt: skip
PromptFile: TypeAlias = Annotated[
    str, Field(min_length=1), shape("the path of a text file inside the project")
]
ModelWord: TypeAlias = Annotated[
    str, Field(min_length=1), shape("a model's id or documented alias")
]
Names: TypeAlias = Annotated[
    list[str],
    Field(min_length=1, max_length=MOST_ITEMS),
    shape("the name of an asset, or a list of names"),
]
Size: TypeAlias = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$"),
    paid('width and height in pixels, each from 10 to 99,999, such as "1600x900"'),
]  # fmt: skip
AspectRatio: TypeAlias = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$"),
    paid('a ratio of width to height, such as "16:9"'),
]  # fmt: skip
PictureTier: TypeAlias = Annotated[Literal["1k", "2k", "4k"], paid("1k, 2k or 4k")]
FilmTier: TypeAlias = Annotated[
    Literal["480p", "720p", "1080p", "2k", "4k"], paid("480p, 720p, 1080p, 2k or 4k")
]
Quality: TypeAlias = Annotated[
    int | Literal["low", "medium", "high", "auto"],
    paid("a whole number, or low, medium, high or auto, as the model has it"),
]
WholeFromOne: TypeAlias = Annotated[int, Field(ge=1, le=100), paid("a whole number from 1 to 100")]
Strength: TypeAlias = Annotated[
    float, Field(ge=0, le=100), paid("a number from 0 to 100, as the model has it")
]
Seed: TypeAlias = Annotated[
    int, Field(ge=0, le=2**53), paid("a whole number from 0 to 9,007,199,254,740,992")
]
Seconds: TypeAlias = Annotated[
    float, Field(gt=0, le=600), paid("a number of seconds, above 0 and up to 600")
]
Switch: TypeAlias = Annotated[bool, paid("true or false")]
Revision: TypeAlias = Annotated[
    int, Field(ge=0, le=1_000_000), paid("a whole number from 0; raise it to ask for a new take")
]
Extra: TypeAlias = Annotated[
    dict[str, bool | int | float | str],
    Field(max_length=MOST_ITEMS),
    paid("a table of that provider's own parameters"),
]

LONGEST_SIDE: Final = 16_383  # pixels, the most that WebP holds


class Table(BaseModel):
    """A table of the manifest: unknown keys are errors and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Shot(Table):
    """One shot of a film in several shots."""

    prompt: Prompt
    duration: Seconds | None = None


class Skin(Table):
    """What a skin edit repairs, and how strongly."""

    face: Switch | None = None
    body: Switch | None = None
    eyes: Switch | None = None
    mouth: Switch | None = None
    nose: Switch | None = None
    intensity: Annotated[int | None, Field(ge=1, le=5), paid("a whole number from 1 to 5")] = None


class Described(Table):
    """What every asset may say of itself."""

    description: Annotated[str | None, cosmetic("a text")] = None
    alt: Annotated[str | None, cosmetic("a text that stands for the picture")] = None
    tags: Annotated[
        list[str] | None, Field(max_length=MOST_ITEMS), cosmetic("a list of texts, 100 at most")
    ] = None


class SourceFields(Described):
    """A file that the project brings along."""

    path: Annotated[
        str, Field(min_length=1), shape("the path of a picture or film inside the project")
    ]


class MadeFields(Described):
    """What every asset may say that is made."""

    output: Annotated[
        str | None, shape("a path inside the project, with the extension of a picture or film")
    ] = None
    matrix: Annotated[
        dict[str, list[bool | int | float | str]] | None,
        shape('a table of lists, such as { locale = ["en", "de"] }'),
    ] = None
    provider: Annotated[str | None, shape("the name of a provider")] = None


class GeneratedFields(MadeFields):
    """What every asset may say that a model makes."""

    revision: Revision | None = None
    model: ModelWord | None = None
    seed: Seed | None = None
    studio: Extra | None = None
    letzai: Extra | None = None
    letta: Extra | None = None


class PromptedFields(GeneratedFields):
    """What every asset may say that a model makes from words."""

    prompt: Prompt | None = None
    prompt_file: PromptFile | None = None


class ImageFields(PromptedFields):
    """A picture made from words."""

    size: Size | None = None
    aspect_ratio: AspectRatio | None = None
    resolution: PictureTier | None = None
    quality: Quality | None = None
    creativity: WholeFromOne | None = None
    watermark: Switch | None = None


class EditFields(ImageFields):
    """A picture made from other pictures and words."""

    sources: Annotated[Names, Field(alias="from")]
    strength: Strength | None = None
    skin: Annotated[
        Skin | None, paid("a table of face, body, eyes, mouth, nose and intensity (1 to 5)")
    ] = None


class UpscaleFields(GeneratedFields):
    """A larger version of one picture."""

    sources: Annotated[Names, Field(alias="from")]
    resolution: PictureTier | None = None
    size: Size | None = None
    strength: Strength | None = None
    watermark: Switch | None = None


class VideoFields(PromptedFields):
    """A film made from words, from a first frame, or from a first and a last frame."""

    sources: Annotated[Names | None, Field(alias="from")] = None
    duration: Seconds | None = None
    size: Size | None = None
    aspect_ratio: AspectRatio | None = None
    resolution: FilmTier | None = None
    sound: Switch | None = None
    high_quality: Switch | None = None
    watermark: Switch | None = None
    shots: Annotated[
        list[Shot] | None,
        Field(max_length=MOST_ITEMS),
        paid("a list of shots, each with a prompt and a duration"),
    ] = None


class VideoEditFields(PromptedFields):
    """A film made from another film and words."""

    sources: Annotated[Names, Field(alias="from")]
    duration: Seconds | None = None
    resolution: FilmTier | None = None
    sound: Switch | None = None
    high_quality: Switch | None = None
    strength: Strength | None = None
    watermark: Switch | None = None


Side: TypeAlias = Annotated[
    int, Field(ge=1, le=LONGEST_SIDE), local("a whole number of pixels, from 1 to 16,383")
]


class DeriveFields(MadeFields):
    """A picture cut, resized or converted here, free of charge."""

    sources: Annotated[Names, Field(alias="from")]
    width: Side | None = None
    height: Side | None = None
    fit: Annotated[Literal["fit", "cover", "contain"] | None, local("fit, cover or contain")] = None
    crop: Annotated[
        str | None,
        Field(pattern=r"^([1-9][0-9]{0,3}:[1-9][0-9]{0,3}|[0-9]+,[0-9]+,[1-9][0-9]*,[1-9][0-9]*)$"),
        local('a ratio such as "16:9", or "x,y,width,height" in pixels'),
    ] = None
    background: Annotated[
        str | None,
        Field(pattern=r"^#[0-9a-fA-F]{6}$"),
        local('a colour such as "#ffffff"'),
    ] = None
    format: Annotated[
        Literal["png", "jpeg", "webp", "avif"] | None, local("png, jpeg, webp or avif")
    ] = None
    quality: Annotated[int | None, Field(ge=1, le=100), local("a whole number from 1 to 100")] = (
        None
    )
    at: Annotated[
        float | None, Field(ge=0, le=600), local("a number of seconds into the film, from 0 to 600")
    ] = None


FIELDS: Final[Mapping[Kind, type[Described]]] = {
    "source": SourceFields,
    "image": ImageFields,
    "edit": EditFields,
    "upscale": UpscaleFields,
    "video": VideoFields,
    "video-edit": VideoEditFields,
    "derive": DeriveFields,
}

NESTED: Final[Mapping[str, type[Table]]] = {"shots": Shot, "skin": Skin}


@cache
def known_fields(kind: Kind) -> tuple[str, ...]:
    """List the keys that a kind of asset understands, as they are written."""
    return tuple(field.alias or name for name, field in FIELDS[kind].model_fields.items())
