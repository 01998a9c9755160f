"""What a buyer may rely on in any downloads."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.downloads import HttpDownloads
from assetforge.adapters.origin import parse_origin
from assetforge.core.media import PNG, WEBP, Media
from assetforge.execution.delivery import (
    GoneError,
    LostAnswerError,
    NotSentError,
    WrongBytesError,
)
from tests.fakes.disk import Disk
from tests.fakes.disk import picture as stand_in
from tests.fakes.downloads import MemoryDownloads
from tests.fakes.virtual_time import run
from tests.fakes.web_server import Received, Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from assetforge.execution.desk import Downloads

PICTURE = Media(type=PNG, width=64, height=48)
FILM = Media(type=WEBP, width=32, height=32, seconds=0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Downloads, a web to fetch from, and hands that reach around both."""

    downloads: Downloads
    wait: Callable[[Coroutine[object, object, object]], object]
    url: Callable[[str], str]
    pages: dict[str, bytes]  # by name
    losing: set[str]  # names whose answers are lost
    uploaded: Callable[[str], tuple[str, bytes]]
    sample: Callable[[Media], bytes]
    path: Callable[[str], str]
    read: Callable[[str], bytes]
    write: Callable[[str, bytes], object]
    cut: Callable[[], None]

    def fetch(self, name: str, *, is_film: bool = False) -> object:
        return self.wait(
            self.downloads.fetch(
                self.url(name), self.path("got"), provider="letzai", is_film=is_film
            )
        )


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "fake":
        yield _in_memory()
        return
    with asyncio.Runner() as runner:
        yield from _real(runner, tmp_path)


def _in_memory() -> Bench:
    disk = Disk()
    downloads = MemoryDownloads(disk)
    pages: dict[str, bytes] = {}
    losing: set[str] = set()
    is_cut: list[bool] = []

    def wait(work: Coroutine[object, object, object]) -> object:
        downloads.web = {f"memory:{name}": data for name, data in pages.items()}
        downloads.web |= {f"memory:{name}": LostAnswerError("broken off") for name in losing}
        if is_cut:
            downloads.web |= {f"memory:{name}": NotSentError("nobody") for name in pages}
        return run(work)

    return Bench(
        downloads=downloads, wait=wait, url="memory:{}".format, pages=pages, losing=losing,
        uploaded=lambda name: downloads.uploads[f"memory:{name}"],
        sample=lambda media: stand_in("sample", media), path=str, read=disk.staged.__getitem__,
        write=disk.staged.__setitem__, cut=lambda: is_cut.append(True),
    )  # fmt: skip


def _real(runner: asyncio.Runner, folder: Path) -> Iterator[Bench]:
    pages: dict[str, bytes] = {}
    losing: set[str] = set()

    def answer(received: Received) -> Reply:
        name = received.target[1:]
        if received.method == "PUT":
            return reply(200)
        whole = reply(200, pages[name]) if name in pages else reply(404)
        return Reply(data=whole.data[:-1], then="close") if name in losing else whole

    server = WebServer(answer)
    runner.run(server.__aenter__())
    apis = {"letzai": parse_origin(server.origin, "LETZAI_BASE_URL")}
    downloads = HttpDownloads(apis, str(folder / "quarantine"))

    def uploaded(name: str) -> tuple[str, bytes]:
        found = next(each for each in server.received if each.target == f"/{name}")
        return found.header("content-type") or "", found.body

    def cut() -> None:
        runner.run(server.__aexit__(None, None, None))

    yield Bench(
        downloads=downloads, wait=runner.run, url=lambda name: f"{server.origin}/{name}",
        pages=pages, losing=losing, uploaded=uploaded, sample=_encoded,
        path=lambda name: str(folder / name), read=lambda path: Path(path).read_bytes(),
        write=lambda path, data: Path(path).write_bytes(data), cut=cut,
    )  # fmt: skip
    runner.run(downloads.close())
    cut()


def _encoded(media: Media) -> bytes:
    target = BytesIO()
    first = Image.new("RGB", (media.width, media.height), "teal")
    second = Image.new("RGB", (media.width, media.height), "coral")
    if media.seconds is None:
        first.save(target, "PNG")
    else:
        length = round(media.seconds * 500)
        first.save(target, "WEBP", save_all=True, append_images=[second], duration=length)
    return target.getvalue()


class TestDownloads:
    @pytest.mark.parametrize("media", [PICTURE, FILM], ids=["picture", "film"])
    def test_a_result_arrives_as_it_is_and_is_told(self, bench: Bench, media: Media) -> None:
        data = bench.pages["result"] = bench.sample(media)

        found = bench.fetch("result", is_film=media.is_film)

        assert found == media
        assert bench.read(bench.path("got")) == data

    def test_what_is_no_picture_is_refused(self, bench: Bench) -> None:
        bench.pages["result"] = b"<html>Sorry</html>"

        with pytest.raises(WrongBytesError):
            bench.fetch("result")

    @pytest.mark.parametrize("media", [PICTURE, FILM], ids=["picture", "film"])
    def test_the_other_kind_than_ordered_is_refused(self, bench: Bench, media: Media) -> None:
        bench.pages["result"] = bench.sample(media)

        with pytest.raises(WrongBytesError):
            bench.fetch("result", is_film=not media.is_film)

    def test_a_url_that_leads_nowhere_is_told_with_its_status(self, bench: Bench) -> None:
        with pytest.raises(GoneError) as caught:
            bench.fetch("forgotten")

        assert caught.value.status == 404

    def test_an_answer_that_breaks_off_is_lost(self, bench: Bench) -> None:
        bench.pages["result"] = bench.sample(PICTURE)
        bench.losing.add("result")

        with pytest.raises(LostAnswerError):
            bench.fetch("result")

    def test_nobody_there_is_told(self, bench: Bench) -> None:
        bench.pages["result"] = bench.sample(PICTURE)
        bench.cut()

        with pytest.raises(NotSentError):
            bench.fetch("result")

    def test_an_upload_arrives_with_its_type(self, bench: Bench) -> None:
        bench.write(bench.path("logo"), bench.sample(PICTURE))

        status = bench.wait(
            bench.downloads.put(bench.url("up"), bench.path("logo"), PNG, provider="letzai")
        )

        assert status == 200
        assert bench.uploaded("up") == (PNG, bench.sample(PICTURE))

    def test_bytes_that_came_another_way_are_examined_alike(self, bench: Bench) -> None:
        bench.write(bench.path("inside"), bench.sample(PICTURE))
        bench.write(bench.path("rubbish"), b"rubbish")

        found = bench.wait(bench.downloads.examine(bench.path("inside"), is_film=False))

        assert found == PICTURE
        with pytest.raises(WrongBytesError):
            bench.wait(bench.downloads.examine(bench.path("rubbish"), is_film=False))
