"""What a search for forgotten orders came to, as text and as a document."""

from __future__ import annotations

from assetforge.execution.attempt import AttemptState
from assetforge.report.searched import Odd, Searched, Unsure
from assetforge.ui.jobs_searched import searched_value, show_searched, show_taken
from assetforge.ui.style import PLAIN
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.ui.samples import HOSTILE
from tests.unit.ui.test_ledger_settled import recent

TAKEN = attempt_of("hero", state=AttemptState.SUBMITTED, job="job-1")
FOUND = Searched(
    taken=(TAKEN,), odd=(Odd(address="hero", remarks=("asked for 9x9, and 4x4 came",)),),
    unsure=(Unsure(job=recent(), addresses=("night", "dusk")),),
    rest=(recent(created=None),), failed=(recent(), recent()), torn=("/videos",),
)  # fmt: skip


def test_what_is_taken_up_is_named_before_it_is_waited_for() -> None:
    assert (
        show_taken([TAKEN], style=PLAIN)
        == """\
Found at letzai, and taken up at no charge:
  hero  job job-1
"""
    )
    assert show_taken([], style=PLAIN) == ""


def test_what_was_left_is_told_with_a_way_on() -> None:
    assert (
        show_searched(FOUND, style=PLAIN)
        == """\
Not quite what was asked for:
  hero  asked for 9x9, and 4x4 came
  Next: Look at it after the next `assetforge build`; `assetforge build --replace ASSET` \
orders it anew.
May be of an asset that a build would buy; a list does not tell:
  night, dusk  /images  job-2  2026-09-21T12:00:00Z  "A lamp"
Left at letzai, since nothing that is still to be made needs it:
  /images  job-2  -  "A lamp"
`assetforge adopt ASSET --job ID` makes one the result of an asset, free of charge.
2 jobs failed there, and left nothing to take up.
Not read to the end, so more may be there: /videos.
  Nothing was spent. A build that orders those assets anew may pay for them twice.
  Next: Run `assetforge adopt ASSET --job ID` for what an asset needs, free of charge; \
`assetforge jobs resume --search -y` says that the rest does not matter.
"""
    )


def test_a_search_that_finds_nothing_says_so_and_one_that_takes_up_all_says_nothing() -> None:
    assert show_searched(Searched(), style=PLAIN).startswith("LetzAI shows no job of this project")
    assert show_searched(Searched(taken=(TAKEN,)), style=PLAIN) == ""


def test_programs_read_the_same() -> None:
    value = searched_value(FOUND)

    assert isinstance(value, dict)
    assert (value["torn"], value["odd"], value["unsure"]) == (
        ["/videos"],
        [{"asset": "hero", "remarks": ["asked for 9x9, and 4x4 came"]}],
        [{
            "job": {
                "id": "job-2", "route": "/images", "phase": "running", "prompt": "A lamp",
                "created": "2026-09-21T12:00:00Z",
            },
            "assets": ["night", "dusk"],
        }],
    )  # fmt: skip


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    taken = attempt_of(HOSTILE, job=HOSTILE)

    shown = show_taken([taken], style=PLAIN)

    assert all(character.isprintable() or character == "\n" for character in shown)
