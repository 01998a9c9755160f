"""What was bought for a project and is not finished. Reads the ledger, and writes nothing."""

from __future__ import annotations

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.money_places import money_places, project_mark
from assetforge.report.jobs import Jobs, short_names


def jobs_in_flight(name: str) -> Jobs:
    """List the live attempts of the project of this name.

    Raises:
        DamagedError, StorageError: the ledger does not answer, which is not "none".
    """
    ledger = money_places().ledger
    attempts = read_ledger(ledger, list_attempts)
    mark = project_mark(name)
    live = tuple(each for each in attempts if each.is_live and each.project == mark)
    return Jobs(
        place=str(ledger), attempts=live, names=short_names(each.intent for each in attempts),
        now=seconds_since_1970(), is_all=False,
    )  # fmt: skip
