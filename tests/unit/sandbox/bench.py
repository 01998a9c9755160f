"""A sandbox on the bench: a time that is set by hand, drawings and decodings that are quick."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.media import MP4, PNG, Media
from assetforge.core.pixels import parse_pixels
from assetforge.core.values import is_array, is_table
from assetforge.sandbox.message import HttpRequest
from assetforge.sandbox.sandbox import Sandbox, settled
from assetforge.sandbox.settings import SandboxSettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.values import Json
    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.fault import Fault
    from assetforge.sandbox.message import HttpAnswer
    from assetforge.sandbox.rendering import Rendering

START: Final = 1_800_000_000.0
ORIGIN: Final = "http://127.0.0.1:8017"
PICTURE_SECONDS: Final = 10.0
FILM_SECONDS: Final = 40.0
SETTINGS: Final = SandboxSettings(
    origin=ORIGIN, catalogue=packaged_catalogue(), latency=(PICTURE_SECONDS, PICTURE_SECONDS)
)
TOKEN: Final = "https://intent.0123456789ab.assetforge.invalid/"  # noqa: S105 - a token of orders, no secret
PROMPT: Final = "A lamp"


@dataclass
class Bench:
    """A sandbox and the time in it."""

    faults: Sequence[Fault] = ()
    settings: SandboxSettings = SETTINGS
    seed: int = 7
    now: float = START
    charges: list[Charge] = field(default_factory=list["Charge"])

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(
            self.settings, Random(self.seed), now=self.now, faults=self.faults,  # noqa: S311 - a game
            told=self.charges.append,
        )  # fmt: skip

    def ask(
        self, method: str, target: str, body: object = None, *,
        key: str | None = "key", headers: Mapping[str, str] | None = None,
    ) -> HttpAnswer:  # fmt: skip
        said = {} if key is None else {"authorization": f"Bearer {key}"}
        data = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        request = HttpRequest(
            method=method, target=target, headers=said | {**(headers or {})}, body=data
        )
        return settled(self.sandbox.answer(request, self.now), draw, decode)

    def get(self, target: str) -> HttpAnswer:
        return self.ask("GET", target)

    def order(self, route: str, **body: Json) -> dict[str, object]:
        """Place an order that is accepted."""
        answer = self.ask("POST", route, body)
        assert answer.is_good, answer.body
        return table(answer)

    def image(self, **body: Json) -> str:
        """Order a picture, and wait until it is ready."""
        id_ = str(self.order("/images", prompt=PROMPT, **body)["id"])
        self.wait(PICTURE_SECONDS)
        return id_

    def show(self, route: str, id_: object) -> dict[str, object]:
        return table(self.get(f"{route}/{id_}"))

    def download(self, url: object, **headers: str) -> HttpAnswer:
        """Get what a URL leads to, without a key."""
        assert isinstance(url, str)
        assert url.startswith(ORIGIN)
        return self.ask("GET", url.removeprefix(ORIGIN), key=None, headers=headers)

    def upload(self, data: bytes, extension: str = "png") -> dict[str, object]:
        """Send a file in its two steps."""
        announced = self.order("/user-assets", extension=extension)
        sent = self.ask(
            "PUT", str(announced["uploadUrl"]).removeprefix(ORIGIN), data, key=None,
            headers={"content-type": str(announced["mimeType"])},
        )  # fmt: skip
        assert sent.status == 200, sent.body
        return announced

    def wait(self, seconds: float) -> None:
        self.now += seconds


def older(settings: SandboxSettings = SETTINGS) -> SandboxSettings:
    return replace(settings, dialect="older")


def table(answer: HttpAnswer) -> dict[str, object]:
    """Read an object out of an answer."""
    found: object = json.loads(answer.body)
    assert is_table(found)
    return dict(found)


def rows(answer: HttpAnswer) -> list[dict[str, object]]:
    """Read a list of objects out of an answer, or out of its `data`."""
    found: object = json.loads(answer.body)
    items = listed(found.get("data") if is_table(found) else found)
    return [dict(item) for item in items if is_table(item)]


def listed(value: object) -> list[object]:
    """Take a value as a list."""
    assert is_array(value)
    return list(value)


def inner(record: Mapping[str, object], *names: str) -> Mapping[str, object]:
    """Take an object out of another."""
    found: object = record
    for name in names:
        assert is_table(found)
        found = found[name]
    assert is_table(found)
    return found


def message(answer: HttpAnswer) -> str:
    return str(table(answer)["message"])


def draw(rendering: Rendering) -> bytes:
    return f"drawn {rendering.id}".encode() * 10


def decode(data: bytes) -> Media | None:
    """Know "800x600" as a picture of that size and "film" as a film."""
    if data == b"film":
        return Media(type=MP4, width=640, height=360, seconds=4)
    pixels = parse_pixels(data.decode("latin-1"))
    if pixels is None:
        return None
    return Media(type=PNG, width=pixels.width, height=pixels.height)
