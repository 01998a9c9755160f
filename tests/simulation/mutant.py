"""Mutants: the mistakes that a suite must not miss, each as a few exact replacements in the code.

The numbers are those of the research on reliability, section 6.3; a letter tells apart two ways to
make one mistake. Each names the suites that concern it, and every one of them must turn red.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

Change: TypeAlias = tuple[str, str, str]  # file below assetforge/, the text there, its replacement


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One mistake."""

    number: str
    name: str
    changes: tuple[Change, ...]
    worlds: int = 0  # of the simulator, in one of which it must show; 0: none
    tests: tuple[str, ...] = ()  # files of tests, each of which must show it

    def files(self, tree: Path) -> dict[Path, str]:
        """Write the code of a project with this mistake in it, by file.

        Raises:
            LookupError: the text that is to be replaced is gone; this table must be mended.
        """
        files: dict[Path, str] = {}
        for file, text, replacement in self.changes:
            path = tree / "assetforge" / file
            code = files.get(path) or path.read_text(encoding="utf-8")
            if code.count(text) != 1:
                message = f"mutant {self.number}: {file} holds {code.count(text)} times:\n{text}"
                raise LookupError(message)
            files[path] = code.replace(text, replacement)
        return files


_SUBMITTING: Final = "execution/submitting.py"
_CALLS: Final = "execution/calls.py"
_BOOK: Final = "adapters/ledger_book.py"
_TURN_TAKEN: Final[Change] = (
    "adapters/turns.py",
    "        return turn if turn.try_acquire() else None\n",
    "        turn.try_acquire()\n        return turn\n",
)
_EXCESS: Final = "            refuse_excess(self._connection, attempt, budget)\n"
_LIVE: Final = """\
            if find_live(self._connection, attempt.key) is not None:
                raise _busy(attempt)
"""
_CLAIMING: Final = "        with self._explaining(), self._transaction():\n" + _LIVE
_RECORD: Final = "        await self._shop.store.record(made)\n"
_END: Final = "        purchase.attempt = await self.end(attempt, made, echoes)\n"
_STORE: Final = "adapters/store.py"
_RECORDED: Final = "        self._records.write(made, self._place())\n"
_LATE: Final = "_LATE: list[tuple[Path, Media]] = []\n"
_KEPT_LATE: Final = """\
        from assetforge.adapters.hashing import content_at
        from assetforge.core.media import Blob

        content = content_at(Path(staged))
        _LATE.append((Path(staged), media))
        return Blob(digest=content.digest, size=content.size, media=media)
"""
_KEPT_NOW: Final = """\
        while _LATE:
            self._blobs.keep(*_LATE.pop())
"""
_CLAIMED: Final = "        await self._shop.desk.ledger.claim(attempt, self._client.terms.budget)\n"
_PLACED: Final = "            answer = await self._client.calls.place(sending.send)\n"
_CLAIMED_LATE: Final = """\
            await self._shop.desk.ledger.claim(purchase.attempt, self._client.terms.budget)
"""
_REPEATED: Final = """\
                await self._wait_to_reach(error, sent)
                continue
"""
_LOST_REPEATED: Final = """\
            except LostAnswerError:
                if sent > 3:
                    raise
                continue
"""
_FROM_LOCK: Final = "            for due in self._dues(began):\n"
_FROM_INTENT: Final = """\
            age = self._shop.clock.date() - attempt.intended_at
            for due in self._dues(self._shop.clock.now() - age):
"""
_HELD: Final = """\
        async with turn(key, wish.address, self._shop):
            purchase.began = self._now()
            found =\
"""
_NOT_HELD: Final = _HELD.replace("async with turn(key, wish.address, self._shop)", "if key")
_MISSED: Final = """\
        try:
            made = self._facts.made(key)
        except AssetforgeError:
            return None
"""

MUTANTS: Final = (
    Mutant(
        number="1", name="the intent is written after the order was sent", worlds=40,
        changes=(
            (_SUBMITTING, _CLAIMED, ""),
            (_SUBMITTING, _PLACED, _PLACED + _CLAIMED_LATE),
        ),
    ),
    Mutant(
        number="2", name="a commit of the ledger is not flushed",
        tests=("tests/faults/test_ledger_crashes.py",),
        changes=(("adapters/ledger_schema.py", "synchronous = FULL", "synchronous = NORMAL"),),
    ),
    Mutant(
        number="3", name="an order is sent again after a 500", worlds=400,
        tests=("tests/unit/execution/test_calls.py",),
        changes=(
            (
                _CALLS,
                "            if fault_of(answer.status) is not Fault.BUSY:\n",
                "            if fault_of(answer.status) not in {Fault.BUSY, Fault.BROKEN}:\n",
            ),
        ),
    ),
    Mutant(
        number="4", name="an order is sent again after its answer was lost", worlds=200,
        tests=("tests/unit/execution/test_calls.py",),
        changes=(
            (_CALLS, _REPEATED, _REPEATED + _LOST_REPEATED),
        ),
    ),
    Mutant(
        number="5", name="a lost order is looked for once", worlds=1000,
        tests=("tests/unit/execution/test_reconcile.py",),
        changes=(
            (
                "execution/reconcile.py",
                "        scale = self._client.terms.settle_seconds / WINDOW\n",
                "        scale = 0.0\n",
            ),
        ),
    ),
    Mutant(
        number="6", name="the window counts from the intent, not from the lock", worlds=1000,
        changes=(
            ("execution/reconcile.py", _FROM_LOCK, _FROM_INTENT),
        ),
    ),
    Mutant(
        number="7", name="each project has a ledger of its own",
        tests=("tests/unit/app/test_money_places.py",),
        changes=(
            (
                "app/money_places.py",
                "        return self.folder / LEDGER_NAME\n",
                "        return Path.cwd() / '.assetforge' / LEDGER_NAME\n",
            ),
        ),
    ),
    Mutant(
        number="8a", name="a turn is nobody's", tests=("tests/contracts/test_turns.py",),
        changes=(_TURN_TAKEN,),
    ),
    Mutant(
        number="8b", name="a buyer waits for no turn", worlds=400,
        changes=(
            ("execution/buyer.py", _HELD, _NOT_HELD),
        ),
    ),
    Mutant(
        number="9", name="neither a turn nor the ledger keeps a second buyer away",
        tests=("tests/contracts/test_turns.py", "tests/contracts/test_ledger.py"),
        changes=(
            _TURN_TAKEN,
            ("adapters/ledger_schema.py", "CREATE UNIQUE INDEX one_live", "CREATE INDEX one_live"),
            (_BOOK, _LIVE, ""),
        ),
    ),
    Mutant(
        number="10", name="a limit is looked at before the transaction",
        tests=("tests/faults/test_budget.py",),
        changes=(
            (
                _BOOK, _CLAIMING + _EXCESS,
                "        with self._explaining():\n" + _EXCESS + _CLAIMING,
            ),
        ),
    ),
    Mutant(
        number="11a", name="a record is written before its bytes",
        tests=("tests/contracts/test_store.py",),
        changes=(
            (_STORE, "        return self._blobs.keep(Path(staged), media)\n", _KEPT_LATE),
            (_STORE, _RECORDED, _RECORDED + _KEPT_NOW),
            (_STORE, "\n\nclass FileStore:\n", f"\n{_LATE}\n\nclass FileStore:\n"),
        ),
    ),
    Mutant(
        number="11b", name="an order counts as stored before its record", worlds=1000,
        tests=("tests/unit/execution/test_buyer.py",),
        changes=(
            ("execution/keeping.py", _RECORD, ""),
            ("execution/keeping.py", _END, _END + _RECORD),
        ),
    ),
    Mutant(
        number="12", name="files are renamed before they are flushed",
        tests=("tests/contracts/test_power.py",),
        changes=(
            ("adapters/store_blobs.py", "        os.fsync(file.fileno())\n", ""),
            ("adapters/files.py", "        file.flush()\n        os.fsync(descriptor)\n", ""),
        ),
    ),
    Mutant(
        number="13a", name="a plan takes an unreadable record for none",
        tests=("tests/unit/plan/test_decide.py",),
        changes=(
            (
                "plan/decide.py",
                "            return None\n        raise\n",
                "            return None\n        return None\n",
            ),
        ),
    ),
    Mutant(
        number="13b", name="a buyer takes a failing store for a miss",
        tests=("tests/unit/execution/test_buyer.py",),
        changes=(
            ("execution/buyer.py", "        made = self._facts.made(key)\n", _MISSED),
        ),
    ),
    Mutant(
        number="14", name="the first Ctrl-C breaks off orders that are being placed", worlds=1000,
        tests=("tests/unit/execution/test_buyer_draining.py",),
        changes=(
            (
                _SUBMITTING,
                "        await unbroken(self._place(order, purchase, given))\n",
                "        await self._place(order, purchase, given)\n",
            ),
            (
                "execution/run.py",
                "        await self.world.clock.sleep(self.world.desk.drain)\n",
                "",
            ),
        ),
    ),
)  # fmt: skip
