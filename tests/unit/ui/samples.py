"""Plans, builds and locks made by hand, for tests of how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import FREE, Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.media import Blob, Media
from assetforge.execution.model import Execution, Outcome
from assetforge.graph.model import Graph
from assetforge.graph.select import Chain
from assetforge.lock.model import Entry, Lock, Made
from assetforge.manifest.model import Asset, Origin
from assetforge.plan.model import Ask, Orphan, Plan, Reason, Step
from assetforge.ui.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.core.names import Kind
    from assetforge.execution.model import Ending
    from assetforge.plan.model import Action

SUNSET = "Move the scene to a beach at sunset and put the logo on the towel"
DAWN = "Move the scene to a beach at dawn and put the logo on the towel"
DRAFT = Scope(
    lock=".assetforge/draft/assets.lock", folder=".assetforge/draft/", options=("--draft",)
)
HOSTILE = "\x1b[2Jevil\u202e\"'<&>]|}{\\\n# `x`\x9d"
ENDINGS: Mapping[Action, Ending] = {
    "keep": "kept", "restore": "restored", "make": "made", "derive": "derived",
    "blocked": "blocked",
}  # fmt: skip


def ask(address: str, kind: Kind = "image", provider: str = "studio", **request: str) -> Ask:
    model = None if provider == "local" else "flux2"
    return Ask(
        address=address, kind=kind, provider=provider, model=model, request=request, inputs=()
    )


def step(
    address: str,
    action: Action = "make",
    *reasons: Reason,
    cost: Credits = FREE,
    of: Ask | None = None,
) -> Step:
    asked = of or ask(address)
    return Step(
        action=action, ask=asked, key=digest_bytes(address.encode()),
        output=f"assets/{address}.png", reasons=reasons, cost=cost,
        seconds=20 if action == "make" else 0,
        made=made(asked) if action in {"keep", "restore"} else None,
    )  # fmt: skip


def plan(*steps: Step, chain: Iterable[str] = (), orphans: Iterable[Orphan] = ()) -> Plan:
    names = tuple(chain)
    seconds = sum(step.seconds for step in steps if step.address in names)
    return Plan(steps=steps, orphans=tuple(orphans), chain=Chain(addresses=names, seconds=seconds))


def blob(text: str = "bytes", media: Media | None = None) -> Blob:
    still = Media(type="image/png", width=1600, height=900)
    return Blob(digest=digest_bytes(text.encode()), size=2_500_000, media=media or still)


def made(asked: Ask, result: Blob | None = None) -> Made:
    return Made(
        key=digest_bytes(asked.address.encode()), key_schema=1, kind=asked.kind,
        provider=asked.provider, model=asked.model, request=asked.request, inputs=(),
        result=result or blob(asked.address),
    )  # fmt: skip


def entry(address: str, of: Made | None = None) -> Entry:
    return Entry(made=of or made(ask(address)), output=f"assets/{address}.png")


def outcome(of: Step, ending: Ending | None = None, seconds: float = 0.3) -> Outcome:
    ends = ending or ENDINGS[of.action]
    is_good = ends in {"kept", "restored", "made", "derived"}
    return Outcome(
        step=of, ending=ends, seconds=seconds,
        entry=entry(of.address, made(of.ask)) if is_good else None,
    )  # fmt: skip


def execution(*outcomes: Outcome, left: tuple[str, ...] = ()) -> Execution:
    return Execution(
        outcomes={each.step.address: each for each in outcomes}, left=left, lock=Lock(), seconds=12
    )


def asset(address: str, *inputs: str, kind: Kind = "image") -> Asset:
    return Asset(
        address=address, name=address.partition("@")[0], kind=kind, cell={}, provider="studio",
        model=None, inputs=inputs, params={}, notes={}, stem=f"assets/{address}", extension=None,
        origin=Origin(file="assets.toml", path=(kind, address)),
        written=frozenset(), homes={},
    )  # fmt: skip


def graph(*assets: Asset) -> Graph:
    names = [each.address for each in assets]
    return Graph(
        order=tuple(names),
        assets={each.address: each for each in assets},
        users={
            name: tuple(each.address for each in assets if name in each.inputs) for name in names
        },
    )


def campaign() -> Graph:
    return graph(
        asset("logo", kind="source"),
        asset("hero"),
        asset("hero-beach", "hero", "logo", kind="edit"),
        asset("hero-4k", "hero-beach", kind="upscale"),
        asset("hero-clip", "hero-4k", kind="video"),
        asset("hero-thumb", "hero-4k", kind="derive"),
        asset("banner@en-16x9"),
        asset("banner@de-16x9"),
    )


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now
