"""Waiting for the jobs of one service, with few requests.

    wait(job) ─▶ Watch ─ due ─▶ look ─┬ one is due: asked for by its id
                   ▲                  └ a list, where it may show others that are done too
                   └── news ◀── everything that the answer shows, due or not

There is no task behind it: who is due first looks for all who are due then, and the others wait for
the news. Who leaves early wakes those it looked for, and the next one leads. A job that a list does
not show is asked for by its id from then on.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import (
    AssetforgeError,
    CredentialsError,
    MakingError,
    NoCreditsError,
    UnavailableError,
)
from assetforge.execution.polling_history import History
from assetforge.execution.polling_watch import FORGIVEN, GOES_ON, TAKE_UP, Watch, is_whole
from assetforge.providers.instruction import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetforge.core.names import Kind
    from assetforge.execution.calls import Calls
    from assetforge.execution.desk import Ledger, Terms
    from assetforge.execution.ports import Clock
    from assetforge.providers.instruction import Job, JobState
    from assetforge.providers.service import Rhythm, Service

INSTANT: Final = 1e-6  # seconds; nearer moments are the same
TOGETHER: Final = 1 / 32  # of the time until a look: who is due so much later is waited for


class Polling:
    """Everybody who waits for a job of one service in one run."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a port or a value that the executor hands over
        self, service: Service, calls: Calls, ledger: Ledger, clock: Clock, terms: Terms,
        notice: Callable[[JobState], None],
    ) -> None:  # fmt: skip
        self._service, self._calls, self._ledger = service, calls, ledger
        self._clock, self._terms, self._notice = clock, terms, notice
        self._watches: list[Watch] = []
        self._histories: dict[tuple[Kind, str | None], History] = {}
        self._listless: set[str] = set()  # routes whose lists show nothing of use

    async def wait(self, job: Job, *, kind: Kind, model: str | None, since: float) -> JobState:
        """Wait until a job is done or failed; `since` is when it was accepted, by the clock.

        Raises:
            UnavailableError: it takes longer than its kind may, or it cannot be found or asked for;
                the job goes on and keeps its id.
            CredentialsError, NoCreditsError, MakingError: the service does not answer for it.
            StorageError, DamagedError: the ledger does not answer.
        """
        rhythm = self._service.rhythm(kind)
        history = await self._history(kind, model, rhythm)
        watch = self._watch(job, since, rhythm, history)
        is_fresh = watch.due > self._clock.now()  # who comes late does not see how long it took
        self._watches.append(watch)
        try:
            while watch.end is None:
                await self._pause(watch)
                if self._is_due(watch):
                    await self._look(watch)
        finally:
            self._watches.remove(watch)
        if isinstance(watch.end, AssetforgeError):
            raise watch.end
        if is_fresh and watch.end.phase == "done" and watch.span.by > watch.span.after:
            history.add(watch.span, watch.plan)
        return watch.end

    async def _history(self, kind: Kind, model: str | None, rhythm: Rhythm) -> History:
        known = self._histories.get((kind, model))
        if known is not None:
            return known
        durations = await self._ledger.durations(
            self._service.name, model, kind, account=self._terms.account
        )
        floor = self._floor(rhythm)
        sooner = min(1.0, floor / rhythm.interval)  # where the floor is lowered, all goes faster
        history = History(durations, floor=floor, first_look=rhythm.first_look * sooner)
        return self._histories.setdefault((kind, model), history)

    def _floor(self, rhythm: Rhythm) -> float:
        floor = self._terms.poll_floor
        return rhythm.interval if floor is None else floor

    def _watch(self, job: Job, since: float, rhythm: Rhythm, history: History) -> Watch:
        plan = history.plan(sum(mate.job.route == job.route for mate in self._watches))
        now, first = self._clock.now(), since + plan.times[0]
        deadline = max(since, now) + rhythm.deadline  # who takes a job up again waits anew
        return Watch(
            job=job, service=self._service.name, since=since, deadline=deadline,
            floor=self._floor(rhythm), plan=plan, due=max(now, min(first, deadline)),
        )  # fmt: skip

    async def _pause(self, watch: Watch) -> None:
        """Wait until it is time to look, or until there is news."""
        watch.news.clear()
        if watch.is_asked:
            await watch.news.wait()
            return
        seconds = self._left(watch)
        if seconds > INSTANT:
            async with asyncio.TaskGroup() as group:
                alarm = group.create_task(self._ring(watch.news, seconds))
                await watch.news.wait()
                alarm.cancel()

    async def _ring(self, news: asyncio.Event, seconds: float) -> None:
        await self._clock.sleep(seconds)
        news.set()

    def _is_due(self, watch: Watch) -> bool:
        return watch.end is None and not watch.is_asked and self._left(watch) <= INSTANT

    def _left(self, watch: Watch) -> float:
        """Count the seconds to its next look; others that are due soon after are waited for."""
        latest = watch.due + min(TOGETHER * (watch.due - watch.since), watch.floor)
        latest = min(latest, watch.deadline)
        dues = (mate.due for mate in self._mates(watch) if watch.due < mate.due <= latest)
        return max(dues, default=watch.due) - self._clock.now()

    def _mates(self, watch: Watch) -> Sequence[Watch]:
        """List those whom one list request may show together with a watch, itself among them."""
        route = watch.job.route
        if watch.is_hidden or route in self._listless:
            return [watch]
        return [
            mate
            for mate in self._watches
            if mate.job.route == route
            and mate.end is None
            and not (mate.is_asked or mate.is_hidden)
        ]

    async def _look(self, watch: Watch) -> None:
        """Lead one look: for all who are due, or for one alone."""
        now = self._clock.now() + INSTANT
        mates = self._mates(watch)
        group = [mate for mate in mates if mate.due <= now]
        is_list = len(group) > 1 or any(_may_be_done(mate, now) for mate in mates if mate != watch)
        for each in group:
            each.is_asked = True
        try:
            if is_list:
                await self._look_at_all(group, mates)
            else:
                await self._look_at_one(watch)
        finally:
            for each in group:
                each.is_asked = False
                each.news.set()

    async def _look_at_all(self, group: Sequence[Watch], mates: Sequence[Watch]) -> None:
        sent = self._keep_distance(group)
        shown = await self._list([each.job for each in group], min(w.deadline for w in group))
        now = self._clock.now()
        if not any(mate.job.id in shown for mate in mates):
            self._listless.add(group[0].job.route)
        for each in self._watches:
            if each.job.route == group[0].job.route and each.job.id in shown:
                state = shown[each.job.id]
                self._tell(each, state, sent, is_asked=each in group)
                each.is_hidden |= is_whole(state)  # its own record may say what lists leave out
        for each in group:
            if each.job.id not in shown:
                each.is_hidden, each.due = True, now  # at once, since nobody saw it

    def _keep_distance(self, group: Sequence[Watch]) -> float:
        """Put off the next look, so that the floor holds even where this one is broken off."""
        now = self._clock.now()
        for each in group:
            each.due = now + each.floor
        return now

    async def _list(self, jobs: Sequence[Job], until: float) -> Mapping[str, JobState]:
        """Ask for a list and read all it shows. A list that fails shows nothing."""
        waiting = [each.job for each in self._watches if each.job.route == jobs[0].route]
        try:
            # One job alone would be asked for by its id.
            several = jobs if len(jobs) > 1 else [*jobs, *jobs]
            question = self._service.look(several, len(waiting))
            answer = await self._calls.ask(question, until=until)
        except AssetforgeError:
            return {}
        return self._service.read(waiting, answer)

    async def _look_at_one(self, watch: Watch) -> None:
        sent = self._keep_distance([watch])
        question = self._service.look([watch.job])
        question = replace(question, takes=question.takes | {NOT_FOUND})
        try:
            answer = await self._calls.ask(question, until=watch.deadline)
        except (CredentialsError, MakingError, NoCreditsError, UnavailableError) as error:
            watch.end = _kept(error, watch)
            return
        if answer.status == NOT_FOUND:
            await self._look_elsewhere(watch, sent)
            return
        state = self._service.read([watch.job], answer).get(watch.job.id)
        if state is None:
            watch.go_on(self._clock.now())
        else:
            self._tell(watch, state, sent)

    async def _look_elsewhere(self, watch: Watch, sent: float) -> None:
        """Look for a job in the list once its own record should be there and is not."""
        shown: Mapping[str, JobState] = {}
        if self._clock.now() >= watch.since + FORGIVEN:
            shown = await self._list([watch.job], watch.deadline)
        if watch.job.id in shown:
            self._tell(watch, shown[watch.job.id], sent)
        else:
            watch.miss(self._clock.now())

    def _tell(self, watch: Watch, state: JobState, sent: float, *, is_asked: bool = True) -> None:
        """Pass on what was seen. Who was shown beside others keeps its own time to look."""
        due = watch.due
        self._notice(state)
        watch.see(state, sent, self._clock.now())
        if not is_asked:
            watch.due = due
        if watch.end is not None:
            watch.news.set()


def _may_be_done(watch: Watch, now: float) -> bool:
    """Say whether a list that is asked for anyway may spare a job its own look."""
    return now >= watch.since + watch.plan.times[0]


def _kept(error: AssetforgeError, watch: Watch) -> AssetforgeError:
    """Say of an error what it means for a job that is paid for already."""
    step = error.next_step if isinstance(error, CredentialsError) else TAKE_UP
    return type(error)(f"job {watch.job.id}: {error.what}", cost=GOES_ON, next_step=step)
