"""Laws of what is sent to LetzAI: documented fields only, no nulls, whatever is ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import given, reject
from hypothesis import strategies as st

from assetforge.core.errors import MakingError
from assetforge.core.limits import Flag, Parts, Shots, Size, Text, Whole, Words
from assetforge.providers.instruction import Share, Shared, Submit
from assetforge.providers.protocol import Order, Request
from tests.unit.providers.letzai.talking import CAPABILITIES, ORGANIZATION, letzai, local, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.capabilities import Model
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Input
    from assetforge.providers.settings import Dialect

# The tables of LetzAI's documents: LetzAI skill, 2026-07-28; seed 001, 2026, for the older routes.
BOTH: Final = frozenset({"webhookUrl", "organizationId"})
PICTURES: Final = frozenset({
    "prompt", "baseModel", "mode", "width", "height", "quality", "creativity", "hasWatermark",
    "systemVersion",
})  # fmt: skip
FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "/images": BOTH | PICTURES | {"hideFromUserProfile"},
    "/image-edits": BOTH | {
        "mode", "prompt", "imageUrl", "inputImageUrls", "originalImageCompletionId",
        "originalImageCompletionIds", "baseModel", "settings", "imageCompletionsCount", "mask",
        "width", "height", "hidePrompt",
    },
    "/upscale": BOTH | {"imageId", "imageUrl", "mode", "size", "strength", "prompt"},
    "/upscales": frozenset({
        "imageCompletionId", "imageUrl", "imageUrls", "size", "generationSettings",
        "organizationId",
    }),
    "/videos": BOTH | {
        "prompt", "originalImageCompletionId", "imageUrl", "imageUrls", "prompts", "baseModel",
        "width", "height", "resolution", "settings", "hidePrompt",
    },
    "/video-edits": BOTH | {"prompt", "videoUrl", "originalVideoId", "settings"},
}  # fmt: skip
SETTINGS: Final[Mapping[str, frozenset[str]]] = {
    "context": frozenset({"resolution", "aspect_ratio", "model"}),
    "skin": frozenset({"face", "body", "eyes", "mouth", "nose", "intensity"}),
    "/videos": frozenset({
        "mode", "duration", "withSound", "highQuality", "resolution", "prompts",
    }),
    "/video-edits": frozenset({"mode", "duration"}),
}  # fmt: skip
ALWAYS: Final[Mapping[str, frozenset[str]]] = {
    "/images": frozenset({"prompt", "hasWatermark", "width", "height"}),
    "/image-edits": frozenset({"mode", "settings"}),
    "/upscale": frozenset({"mode", "strength"}),
    "/upscales": frozenset({"generationSettings"}),
    "/videos": frozenset({"prompt", "settings"}),
    "/video-edits": frozenset({"prompt", "settings"}),
}  # fmt: skip
INPUTS: Final = (
    local(), made("image"), made("edit"), made("upscale"), made("image", provider="letta"),
    made("edit", url=None),
)  # fmt: skip
FILMS: Final = (made("video"), made("video-edit"), local())


@st.composite
def requests(draw: st.DrawFn, models: tuple[Model, ...] = CAPABILITIES.models) -> Request:
    """Draw an order that `check` lets pass, with as many inputs as its model takes."""
    model = draw(st.sampled_from(models))
    params: dict[str, Json] = {
        name: draw(values(limit))
        for name, limit in model.fields.items()
        if name in {"prompt", *model.required} or draw(st.booleans())
    }
    if model.own_fields:
        params["letzai"] = {
            name: draw(values(limit))
            for name, limit in model.own_fields.items()
            if draw(st.booleans())
        }
    order = Order(address="hero", kind=model.kind, model=model.id, params=params)
    return Request(
        address="hero", kind=model.kind, model=model.id, params=letzai().resolve(order),
        inputs=draw(inputs(model)),
    )  # fmt: skip


def inputs(model: Model) -> st.SearchStrategy[tuple[Input, ...]]:
    least = 1 if model.source == "required" else 0
    kinds = FILMS if model.kind == "video-edit" else INPUTS
    many = st.lists(st.sampled_from(kinds), min_size=least, max_size=model.inputs_max)
    return many.map(tuple)


def values(limit: object) -> st.SearchStrategy[Json]:
    found: st.SearchStrategy[Json] = st.just("16:9")
    match limit:
        case Words(choices=choices):
            found = st.sampled_from(choices)
        case Whole(low=low, high=high):
            found = st.integers(low, high) | st.integers(low, high).map(float)
        case Text():
            found = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
        case Size(shortest=shortest, longest=longest):
            sides = st.integers(shortest, longest or 2160)
            found = st.builds("{}x{}".format, sides, sides)
        case Shots():
            found = st.lists(st.fixed_dictionaries({"prompt": values(Text())}), min_size=1)
        case Parts(keys=keys):
            inner = {name: values(limit) for name, limit in keys.items()}
            found = st.fixed_dictionaries({}, optional=inner)
        case Flag():
            found = st.booleans()
        case _:
            pass
    return found


def sent(request: Request, dialect: Dialect) -> Iterator[Submit]:
    """Play as far as the order; yields it and the one for the other route."""
    talk = letzai(dialect, organization=ORGANIZATION).start(request)
    instruction = next(talk)
    while isinstance(instruction, Share):
        instruction = talk.send(Shared(url=f"https://uploads.example/{instruction.input}"))
    assert isinstance(instruction, Submit)
    yield instruction
    if instruction.other_route is not None:
        yield instruction.other_route


def check(order: Submit) -> None:
    path, body = order.call.path, order.call.body
    assert body is not None
    assert order.call.method == "POST"
    assert body.keys() <= FIELDS[path], path
    assert body.keys() >= ALWAYS[path], path
    assert order.token_field is None or order.token_field in FIELDS[path]
    assert list(nulls(body)) == []
    assert body["organizationId"] == ORGANIZATION
    settings = body.get("settings")
    if isinstance(settings, dict):
        assert settings.keys() <= SETTINGS[str(body.get("mode", path))]
    if path == "/image-edits" and body["mode"] == "context":
        assert isinstance(settings, dict)
        assert body["baseModel"] == settings["model"]
        assert body["imageCompletionsCount"] == 1
    if path in {"/videos", "/video-edits"}:
        assert isinstance(settings, dict)
        assert settings["mode"]


def nulls(value: Json) -> Iterator[Json]:
    if value is None or (isinstance(value, float) and value.is_integer()):
        yield value
    if isinstance(value, dict):
        for inner in value.values():
            yield from nulls(inner)
    if isinstance(value, list):
        for inner in value:
            yield from nulls(inner)


def number_of_sources(body: Table) -> int:
    one = ("imageUrl", "originalImageCompletionId", "imageId", "imageCompletionId", "videoUrl")
    many = ("inputImageUrls", "originalImageCompletionIds", "imageUrls")
    lists = [value for value in map(body.get, many) if isinstance(value, list)]
    singles = [name for name in (*one, "originalVideoId") if name in body]
    return len(singles) + sum(len(value) for value in lists)


CURRENT: Final = tuple(model for model in CAPABILITIES.models if model.kind != "video-edit")


@given(request=requests(CURRENT))
def test_every_order_in_the_current_dialect_is_a_documented_one(request: Request) -> None:
    for order in sent(request, "current"):
        check(order)


@given(request=requests())
def test_every_order_in_the_older_dialect_is_a_documented_one_or_refused(request: Request) -> None:
    orders: list[Submit] = []
    try:
        orders = list(sent(request, "older"))
    except MakingError:
        reject()
    for order in orders:
        check(order)
        body = order.call.body or {}
        assert order.call.path != "/images" or "hideFromUserProfile" not in body


@given(request=requests(CURRENT))
def test_every_input_is_handed_over_once(request: Request) -> None:
    for order in sent(request, "current"):
        assert number_of_sources(order.call.body or {}) == len(request.inputs)


@given(request=requests(CURRENT))
def test_the_same_request_is_ordered_in_the_same_words(request: Request) -> None:
    assert list(sent(request, "current")) == list(sent(request, "current"))
