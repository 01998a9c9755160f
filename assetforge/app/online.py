"""Trained models: what a service tells of the `@tags` in prompts, and what that means.

    tags of a plan ─ one question each, free ─▶ Roll ─ beside what was noted ─▶ Tagged …

One question a tag, by its exact name: the list of all is a community's. Only where a tag names
nothing are other names asked for, to say what may be meant.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.app.asking import open_inquiry, scratch_of
from assetforge.core.diagnostics import Problem, did_you_mean
from assetforge.core.errors import AssetforgeError
from assetforge.core.tags import KNOWING_TAGS, trained_models
from assetforge.core.text import one_line
from assetforge.execution.roll import NOBODY_ASKED, Roll
from assetforge.lock.model import TrainedRef
from assetforge.manifest.positions import place_problems
from assetforge.providers.letzai import trained_models as letzai_models
from assetforge.report.tagged import Tagged, compare_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assetforge.app.asking import Inquiry
    from assetforge.app.planning import Situation
    from assetforge.app.reading import Reading
    from assetforge.core.diagnostics import Diagnostic, Severity
    from assetforge.execution.roll import Tag
    from assetforge.plan.model import Plan, Step
    from assetforge.providers.letzai.trained_models import TrainedModel

NEAR_PAGES: Final = 4  # of the newest models, to find a name that may be meant
PROVIDER: Final = "letzai"  # the only one that has trained models


def list_trained(manifest: str | None) -> tuple[TrainedModel, ...]:
    """List the trained models that prompts may name, as LetzAI tells now.

    Raises:
        CredentialsError: there is no key for it.
        AssetforgeError: it cannot be asked now.
    """

    async def listed() -> tuple[TrainedModel, ...]:
        async with open_inquiry(scratch_of(manifest), (PROVIDER,)) as inquiry:
            return await inquiry.hear(PROVIDER, letzai_models.trained_models())

    return asyncio.run(listed())


def look_up_tags(found: Situation) -> tuple[Tagged, ...]:
    """Tell which model each tag of a plan names now; raises as `list_trained`."""
    tags = tags_of(found.plan.steps)
    return compare_tags(found.plan, _roll(found.project.state, tags) if tags else NOBODY_ASKED)


def look_up_manifest(state: str, reading: Reading) -> tuple[Tagged, ...]:
    """Tell which model each tag of a manifest names now; raises as `list_trained`."""
    uses = [
        Tagged(address=asset.address, provider=asset.provider, tag=tag)
        for asset in reading.manifest.assets.values()
        for tag in trained_models(asset.provider, asset.params)
    ]
    if not uses:
        return ()
    roll = _roll(state, [(use.provider, use.tag) for use in uses])
    return tuple(use.told(roll) for use in uses)


def tag_diagnostics(
    tagged: Iterable[Tagged], reading: Reading, severity: Severity
) -> Sequence[Diagnostic]:
    """Place what is wrong with tags in the manifest, each once."""
    problems: dict[tuple[object, ...], Problem] = {}
    for use in tagged:
        if use.flaw:
            problem = _problem(use, reading)
            problems.setdefault((problem.file, problem.path, use.tag), problem)
    placed = [replace(problem, severity=severity) for problem in problems.values()]
    return place_problems(placed, reading.texts)


def tags_of(steps: Iterable[Step]) -> tuple[Tag, ...]:
    """List the tags that the prompts of steps name, each once."""
    found = (
        (step.ask.provider, tag)
        for step in steps
        for tag in trained_models(step.ask.provider, step.ask.request)
    )
    return tuple(dict.fromkeys(found))


async def roll_for_build(plan: Plan, inquiry: Inquiry, tell: Callable[[str], None]) -> Roll:
    """Look up the tags of what a build is about to order.

    A service that cannot tell is no reason to stop: the documents ask for a warning.
    """
    orders = (step for step in plan.steps if step.action == "make" and not step.is_ordered)
    tags = [tag for tag in tags_of(orders) if inquiry.reaches(tag[0])]
    try:
        return await call_roll(inquiry, tags) if tags else NOBODY_ASKED
    except AssetforgeError as error:
        names = ", ".join(f"@{name}" for _, name in tags)
        tell(f"warning: {names} could not be looked up, and is ordered as it stands: {error.what}")
        return NOBODY_ASKED


async def call_roll(inquiry: Inquiry, tags: Iterable[Tag]) -> Roll:
    """Ask for each tag whether it names a model that works.

    Raises:
        AssetforgeError: the service cannot be asked now.
    """
    present: dict[Tag, TrainedRef] = {}
    flaws: dict[Tag, str] = {}
    near: tuple[TrainedModel, ...] | None = None
    for provider, name in dict.fromkeys(tags):
        assert provider in KNOWING_TAGS, provider
        model = _named(name, await inquiry.hear(provider, letzai_models.trained_models(name)))
        if model is None and near is None:
            talk = letzai_models.trained_models(most_pages=NEAR_PAGES)
            near = await inquiry.hear(provider, talk)
        if model is None or not model.is_available:
            flaws[provider, name] = _flaw(name, model, near or ())
        else:
            ref = TrainedRef(name=name, id=model.id, edition=model.edition)
            present[provider, name] = ref
    return Roll(present=present, flaws=flaws)


def _roll(state: str, tags: Iterable[Tag]) -> Roll:
    async def called() -> Roll:
        async with open_inquiry(state, sorted({provider for provider, _ in tags})) as inquiry:
            return await call_roll(inquiry, tags)

    return asyncio.run(called())


def _named(name: str, models: Iterable[TrainedModel]) -> TrainedModel | None:
    """Find the model of a name; of several the one that works, else the newest."""
    alike = [model for model in models if model.name == name]
    return next((model for model in alike if model.is_available), next(iter(alike), None))


def _flaw(name: str, model: TrainedModel | None, near: Iterable[TrainedModel]) -> str:
    if model is not None:
        word = one_line(model.status) if model.is_active else "switched off"
        return f"the trained model `@{name}` is {word or 'in no known state'}, not available"
    others = [other.name for other in near if other.is_available]
    known = did_you_mean(name, others)
    return f"`@{name}` names no trained model of LetzAI{f'; {known}' if known else ''}"


def _problem(use: Tagged, reading: Reading) -> Problem:
    asset = reading.manifest.assets[use.address]
    field = "prompt_file" if "prompt_file" in asset.written else "prompt"
    home = asset.homes.get(field, asset.origin)
    return Problem(
        code="unknown-tag", file=home.file, path=(*home.path, field),
        summary="a tag that names no trained model that works", detail=use.flaw,
        hint="mend the name, or write `@@` for an at-sign",
    )  # fmt: skip
