"""What a conversation says to do, and what it is told in return. All of it is data.

    instruction     what it costs                    answered with
    Submit          money: sent once, never blindly  Accepted
    Await           nothing: the executor looks      JobState, done
    Ask             nothing: may be repeated         Answer
    Share           nothing: an upload, once a run   Shared
    Put             nothing: bytes to a signed URL   Answer
    Fetch           nothing: bytes from a URL        Piece, or Expired
    Write           nothing: bytes that came inside  Piece
    Render          local work                       Piece

Paths are those of the provider's own API. No instruction holds a key or an origin: who sends it
adds both. What goes wrong is raised by who plays the instruction; a conversation only ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from assetforge.core.media import Media
    from assetforge.core.values import Json, Table
    from assetforge.providers.drawing import Drawing

Method: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Phase: TypeAlias = Literal["running", "done", "failed"]
NOT_FOUND: Final = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to a provider's API."""

    method: Method
    path: str  # begins with `/`; ids in it were checked
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Table | None = None
    inline: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """Fields of the body that hold inputs as data URLs, by their places in `Request.inputs`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    body: Json = None  # None: not JSON
    text: str = ""  # where it is not JSON: its beginning
    headers: Mapping[str, str] = field(default_factory=dict[str, str])  # names in lower case

    @property
    def is_good(self) -> bool:
        """Whether the status says that it worked."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that a provider accepted: where to ask after it."""

    id: str  # checked: it may enter a path
    route: str  # the collection that accepted it, as `/images`


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """Place a paid order. It is sent at most once, unless it is proved that it never arrived."""

    call: Call
    token_field: str | None = None  # where our own correlation token goes; None: nowhere
    other_route: Submit | None = None  # the same order for the other route, after a 404
    no_other_route: str = ""  # why there is none where there might be one; for the message
    is_synchronous: bool = False  # the result comes in the answer itself; there is no job


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An order was accepted: as a job, or with the result in the answer."""

    job: Job | None
    answer: Answer | None = None  # None: taken up again by its job
    charged: Decimal | None = None  # None: not said yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Await:
    """Wait until a job is done."""

    job: Job


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """What a provider says of a job."""

    job: Job
    phase: Phase
    word: str  # the provider's own
    is_known: bool = True  # whether a document names the word
    progress: int | None = None  # percent; for people only
    reason: str = ""  # why it failed
    token: str | None = None  # the correlation token as it was echoed; None: not there
    charged: Decimal | None = None  # None: not said
    record: Table = field(default_factory=dict["str", "Json"])  # what the answer says of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Send a request that costs nothing and may be repeated."""

    call: Call
    takes: frozenset[int] = frozenset()  # statuses beside 2xx that the conversation deals with
    is_optional: bool = False  # what goes wrong is answered with status 0 and in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Have an input reachable for the provider: uploaded once, however many steps need it."""

    input: int  # its place in `Request.inputs`


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Where an input can be reached."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Send an input's bytes to a URL that is signed already, without any credentials."""

    url: str
    input: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """Get a result's bytes from a URL, without any credentials."""

    url: str
    is_film: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired:
    """The URL leads nowhere any more: 403, 404 or 410; or, 0, to what is no result."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Keep bytes that came inside an answer."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Render:
    """Ask for local work: draw this and encode it. Free, repeatable, the same each time."""

    drawing: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Finished bytes that lie in the store's staging area, not yet kept."""

    path: str
    media: Media


Instruction: TypeAlias = Submit | Await | Ask | Share | Put | Fetch | Write | Render
Reply: TypeAlias = Accepted | JobState | Answer | Shared | Piece | Expired
