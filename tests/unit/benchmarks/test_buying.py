from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.buying import Buying

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.installed import Installed


def test_jobs_and_a_film_are_bought_counted_and_judged(here: Installed, tmp_path: Path) -> None:
    folder = tmp_path / "benchmark"

    orders, film = Buying(
        installed=here, folder=folder, jobs=4, latency="0.01", film_mb=1
    ).measured()

    assert [verdict.promise.split(" <=")[0] for verdict in orders.verdicts] == [
        "4 jobs in chains of four", "requests per job", "CPU time per job",
    ]  # fmt: skip
    assert orders.verdicts[0].is_kept is False  # starting alone takes longer than these jobs
    assert 3 <= float(orders.verdicts[1].found) < 10
    assert (orders.row.assets, film.row.assets) == (4, 1)
    assert (folder / "film" / "assets" / "film.mp4").stat().st_size > 1_000_000
    assert film.verdicts[0].is_kept
