"""Letta, which answers with the result itself: no job, no list, nothing to ask afterwards.

    Request ─start▶ Submit ─Accepted▶ resume ─▶ Write (bytes inside the answer)  ─▶ Result
                                            └─▶ Fetch (a signed URL that expires) ─▶ Result

Source: Letta image-generation skill, letta 0.34.12 (2026-11). A lost answer cannot be found again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.providers.conversation import submit
from assetforge.providers.instruction import Accepted
from assetforge.providers.known import Known
from assetforge.providers.letta.answer import charged_in, complaint_in, images_in
from assetforge.providers.letta.order import order_for
from assetforge.providers.letta.result import result_of
from assetforge.providers.service import Rhythm, Sighting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.media import Media
    from assetforge.core.names import Kind
    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Answer, Ask, Job, JobState, Submit
    from assetforge.providers.protocol import Conversation, Request
    from assetforge.providers.service import Claimed, Lost, Trace
    from assetforge.providers.settings import ServiceSettings

DEADLINE: Final = (
    600  # seconds for the one call; giving up early turns a paid picture into a lost one
)


class Letta(Known):
    """The service of Letta Cloud, as its settings say it is reached."""

    publishes_inputs = False  # they stand in the call itself

    def __init__(self, capabilities: Capabilities, settings: ServiceSettings) -> None:
        assert settings.provider == capabilities.provider, "settings of another service"
        super().__init__(capabilities)

    def start(self, request: Request) -> Conversation:
        """Order a picture or an edit, and keep what the answer brings.

        Raises:
            MakingError: Letta would not take the order.
            DamagedError: what came is paid for and cannot be used.
        """
        accepted = yield from submit(order_for(request))
        return (yield from self.resume(request, accepted))

    def accepted(self, order: Submit, answer: Answer) -> Accepted | None:
        """Take an answer that lists pictures; None for any other, whose outcome is unknown."""
        del order
        if not answer.is_good or not images_in(answer):
            return None
        return Accepted(job=None, answer=answer, charged=charged_in(answer))

    def complaint(self, answer: Answer) -> str:
        """Say in one line what an answer complains of; credits that it asks for are named."""
        return complaint_in(answer)

    def resume(self, request: Request, accepted: Accepted) -> Conversation:
        """Keep what an answer brought; nothing more is ordered.

        Raises:
            DamagedError: what came is paid for and cannot be used.
        """
        assert accepted.answer is not None, "Letta's results come in the answer"
        return (yield from result_of(request, accepted.answer))

    def can_refetch(self, trace: Trace) -> bool:
        """Say no: Letta keeps nothing, and its signed URLs are not kept here."""
        del trace
        return False

    def refetch(self, trace: Trace) -> Conversation:
        """Refuse; `can_refetch` says so."""
        del trace
        raise _NeverAskedError

    def share(self, media: Media, place: int) -> Talk[str]:
        """Refuse: inputs stand in the call itself."""
        del media, place
        raise _NeverAskedError

    def greet(self, route: str) -> Ask | None:
        """Ask nothing: Letta has no list that a lost order could be looked for in."""
        del route
        return None

    def can_find(self, route: str) -> bool:
        """Say no: there is no list."""
        del route
        return False

    def absence_proves(self, route: str) -> bool:
        """Say no: there is no list."""
        del route
        return False

    def find(self, lost: Sequence[Lost], claimed: Claimed) -> Talk[Sighting]:
        """Ask nobody, and see nothing."""
        del lost, claimed
        yield from ()
        return Sighting()

    def look(self, jobs: Sequence[Job], waiting: int = 0) -> Ask:
        """Refuse: there are no jobs."""
        del jobs, waiting
        raise _NeverAskedError

    def read(self, jobs: Sequence[Job], answer: Answer) -> Mapping[str, JobState]:
        """See no job."""
        del jobs, answer
        return {}

    def rhythm(self, kind: Kind) -> Rhythm:
        """Say how long an answer may take; nothing is asked for in between."""
        del kind
        return Rhythm(interval=DEADLINE, first_look=DEADLINE, deadline=DEADLINE)

    def stop(self, job: Job) -> Ask | None:
        """Say that a running call cannot be given up."""
        del job
        return None


class _NeverAskedError(AssertionError):
    def __init__(self) -> None:
        super().__init__(
            "Letta has no jobs, takes no uploads and keeps nothing: there is nothing to ask. "
            "This is a bug in assetforge."
        )
