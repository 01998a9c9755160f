"""How a saved plan is written, as pydantic checks it: a file may come from anywhere.

    {"format_version": "1.0", "document": "saved-plan", "nonce": …, "basis": {…}, "steps": [ … ], …}

A newer minor version only adds keys, so unknown ones are passed over; a newer major is refused.
Amounts are decimal texts, so that they are read back exactly; null is unknown and never 0.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    ValidationError,
)

from assetforge.core.names import ADDRESS_RULE, Kind
from assetforge.plan.model import Action, Why

SavedPlanError = ValidationError
FORMAT_VERSION: Final = "1.0"
MOST_STEPS: Final = 10_000
MOST_FILES: Final = 20_000

Address = Annotated[str, Field(pattern=f"^{ADDRESS_RULE}$")]  # of a cell: as long as its values
Sha256 = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Text = Annotated[str, Field(max_length=4_000)]
Path = Annotated[str, Field(max_length=4_000)]
Amount = Annotated[Decimal, Field(ge=0, le=10**12, max_digits=30)]
Seconds = Annotated[float, Field(ge=0, le=10**9)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class CreditsTable(_Table):
    """A range of credits; `high` is null where the price is not known."""

    low: Amount
    high: Amount | None


def _as_range(credits_: CreditsTable) -> CreditsTable:
    if credits_.high is not None and credits_.high < credits_.low:
        message = "a range that ends below its beginning"
        raise ValueError(message)
    return credits_


class InputTable(_Table):
    """An input as it enters a key."""

    name: Address
    by: Literal["content", "key"]
    digest: Sha256


class ReasonTable(_Table):
    """Why a step is what it is; codes that a reader does not know are tolerated by programs."""

    code: Why
    field: Text = ""
    old: JsonValue = None
    new: JsonValue = None
    upstream: Text = ""


class StepTable(_Table):
    """One asset: what a build does with it, why, and for how much."""

    address: Address
    action: Action
    kind: Kind
    provider: Annotated[str, Field(max_length=64, pattern=r"^[a-z][a-z0-9-]*$")]
    model: Annotated[str, Field(max_length=200)] | None
    request: dict[str, JsonValue]
    inputs: Annotated[list[InputTable], Field(max_length=100)] | None
    place: Text = ""
    key: Sha256 | None
    output: Path
    reasons: Annotated[list[ReasonTable], Field(max_length=1_000)] = []
    credits: Annotated[CreditsTable, AfterValidator(_as_range)]
    seconds: Seconds = 0
    edited: bool = False
    far: bool = False
    locked: bool = False
    same_as: Text = ""
    ordered: bool = False
    moved_from: Address | Literal[""] = ""
    notes: dict[str, JsonValue] = {}
    uploads: Annotated[list[Address], Field(max_length=100)] = []


class OrphanTable(_Table):
    """A locked asset that the manifest no longer has."""

    address: Address
    output: Path


class ChainTable(_Table):
    """The assets that decide how long everything takes."""

    addresses: Annotated[list[Address], Field(max_length=MOST_STEPS)]
    seconds: Seconds


class WishesTable(_Table):
    """What the command line asked for."""

    targets: Annotated[list[Text], Field(max_length=MOST_STEPS)]
    excludes: Annotated[list[Text], Field(max_length=MOST_STEPS)]
    replace: Annotated[list[Text], Field(max_length=MOST_STEPS)]


class BasisTable(_Table):
    """What the plan rests on."""

    manifest: Text
    draft: bool
    wishes: WishesTable
    files: Annotated[dict[Path, Sha256], Field(max_length=MOST_FILES)]
    sources: Annotated[dict[Address, Sha256], Field(max_length=MOST_FILES)]
    entries: Annotated[dict[Address, Sha256], Field(max_length=MOST_FILES)]


class SavedPlanTable(_Table):
    """A saved plan, whole."""

    format_version: Annotated[str, Field(pattern=r"^1\.[0-9]{1,6}$")]
    document: Literal["saved-plan"]
    nonce: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    project: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    saved_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    tool: Text
    plan_digest: Sha256
    basis: BasisTable
    steps: Annotated[list[StepTable], Field(max_length=MOST_STEPS)]
    orphans: Annotated[list[OrphanTable], Field(max_length=MOST_STEPS)]
    chain: ChainTable
    asked: Annotated[list[Address], Field(max_length=MOST_STEPS)]
    unasked_jobs: Annotated[list[Text], Field(max_length=MOST_STEPS)]
