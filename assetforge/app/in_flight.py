"""What was bought for a project and is not finished. Reads the ledger, and writes nothing."""

from __future__ import annotations

from assetforge.adapters.clock import seconds_since_1970
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import money_places, project_mark
from assetforge.report.jobs import Jobs, short_names


def jobs_in_flight(name: str) -> Jobs:
    """List the live attempts of the project of this name.

    Raises:
        DamagedError, StorageError: the ledger does not answer, which is not "none".
    """
    attempts, mark = all_attempts(), project_mark(name)
    return Jobs(
        place=str(money_places().ledger), now=seconds_since_1970(), is_all=False,
        attempts=tuple(each for each in attempts if each.is_live and each.project == mark),
        names=short_names(each.intent for each in attempts),
    )  # fmt: skip
