"""A service: a provider elsewhere, that is paid and works on jobs.

start(request) ──▶ Submit ─▶ Await ─▶ Fetch ─▶ Result      a conversation
resume(request, accepted)         ─▶ Await ─▶ Fetch ─▶ Result  after a restart; pays nothing
refetch(trace)                              ─▶ Fetch ─▶ Result  what was made once, again
find(lost)                                  ─▶ Ask …  ─▶ Sighting   orders whose answer was lost
share(media, place)                         ─▶ Ask, Put ─▶ URL
look(jobs) ─▶ Ask,  read(jobs, answer) ─▶ states           one request may serve many jobs
accepted(order, answer), complaint(answer)                 reading, without talking
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assetforge.providers.protocol import Provider

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import (
        Accepted,
        Answer,
        Ask,
        Call,
        Job,
        JobState,
        Submit,
    )
    from assetforge.providers.protocol import Conversation, Order, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a service wants to be asked after a job, in seconds."""

    interval: float  # the documented floor between two looks
    first_look: float  # after the order, where there is no history yet
    deadline: float  # when to stop waiting; the job goes on and keeps its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An order whose answer was lost: what there is to recognise it by."""

    intent: str
    token: str | None  # None: none was sent
    route: str  # where it was sent
    call: Call  # as it was sent, without the token
    since: float  # seconds since 1970 by the service's clock; it was not sent before


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What the lists of a service showed of lost orders."""

    jobs: Mapping[str, Job] = field(default_factory=dict["str", "Job"])  # by intent
    unclear: frozenset[str] = frozenset()  # intents for which several jobs might be meant
    is_whole: bool = False  # every page back to `since` was read
    shows_own: bool = False  # a job that is certainly this account's own was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What is known already of an account's jobs when a list is read."""

    ids: frozenset[str] = frozenset()  # jobs that belong to other orders
    echoes: bool | None = None  # whether records show our token; None: not known yet
    own: Table = field(default_factory=dict["str", "Json"])
    """A record of a job that is certainly this account's; empty: none was seen yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a lock or a store remembers of a result: hints, checked by the digest afterwards."""

    kind: Kind
    media: Media
    job_id: str | None = None
    result_id: str | None = None
    url: str | None = None


class Service(Provider, Protocol):
    """A provider that is paid; pure like every other."""

    @property
    def publishes_inputs(self) -> bool:
        """Whether inputs that others made become publicly reachable at it."""
        ...

    def needs(self, order: Order) -> tuple[str, ...]:
        """Name what the user's own config must say before this can be ordered."""
        ...

    def accepted(self, order: Submit, answer: Answer) -> Accepted | None:
        """Read a 2xx answer to an order; None where it says nothing usable."""
        ...

    def complaint(self, answer: Answer) -> str:
        """Say in one line what an answer complains of; cleaned and shortened."""
        ...

    def resume(self, request: Request, accepted: Accepted) -> Conversation:
        """Go on with an order that was accepted before."""
        ...

    def can_refetch(self, trace: Trace) -> bool:
        """Say whether the service may still have a result."""
        ...

    def refetch(self, trace: Trace) -> Conversation:
        """Get a result's bytes once more, free of charge."""
        ...

    def share(self, media: Media, place: int) -> Talk[str]:
        """Upload an input; returns the public URL."""
        ...

    def greet(self, route: str) -> Ask | None:
        """Ask for as little as there is, to hear what time it is over there; None: not needed.

        Whatever is answered is taken. A service whose orders can be looked for needs it: what it is
        held against is the moment of the order by the service's own clock.
        """
        ...

    def can_find(self, route: str) -> bool:
        """Say whether lost orders of a route can be looked for at all."""
        ...

    def absence_proves(self, route: str) -> bool:
        """Say whether a lost order that a route's whole list does not show was never accepted.

        It holds only once the list has shown one of this account's own jobs (`shows_own`).
        """
        ...

    def find(self, lost: Sequence[Lost], claimed: Claimed) -> Talk[Sighting]:
        """Look for lost orders of one route in the service's lists."""
        ...

    def look(self, jobs: Sequence[Job], waiting: int = 0) -> Ask:
        """Ask after jobs of one route: after one by its id, after several by a list.

        `waiting` is how many of ours may stand in that list.
        """
        ...

    def read(self, jobs: Sequence[Job], answer: Answer) -> Mapping[str, JobState]:
        """Read what `look` brought, by job id; a job that the answer does not show is left out."""
        ...

    def rhythm(self, kind: Kind) -> Rhythm:
        """Say how often to ask after work of a kind."""
        ...

    def stop(self, job: Job) -> Ask | None:
        """Ask for a running job to be given up; None where the service cannot do that."""
        ...
