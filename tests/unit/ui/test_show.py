from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assetforge.core.credits import Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.media import Media
from assetforge.lock.model import InputRef, Lock, TrainedRef
from assetforge.ui.show import maker_text, media_text, show_entry, show_lock
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import DRAFT, HOSTILE, SUNSET, ask, blob, entry, made

LOGO = InputRef(name="logo", by="content", digest=digest_bytes(b"logo"))


def test_an_entry_is_shown_whole_and_digests_can_be_copied() -> None:
    result = replace(
        made(ask("hero", "edit", "letzai", prompt=SUNSET)), inputs=(LOGO,), job_id="job-1",
        estimated=Credits.between(40, 60), charged=Decimal(45),
    )  # fmt: skip

    assert (
        show_entry("hero", entry("hero", result), style=PLAIN, width=60)
        == f"""\
hero
  kind       edit
  made by    letzai/flux2
  file       assets/hero.png, 1600x900 image/png, 2.4 MiB
  digest     {result.result.digest}
  prompt     Move the scene to a beach at sunset and put the
             logo on the towel
  input      logo by its content
             {LOGO.digest}
  key        {result.key}
  job        job-1
  estimated  40 to 60 credits
  charged    45 credits
"""
    )


def test_a_charge_that_nobody_said_is_not_zero() -> None:
    result = replace(made(ask("a")), estimated=Credits.exactly(60))

    shown = show_entry("a", entry("a", result), style=PLAIN, width=60)

    assert shown.endswith("  charged    not said by the provider\n")


def test_the_trained_models_of_a_prompt_are_shown_with_their_version() -> None:
    models = (
        TrainedRef(name="anna", id="a1", edition="2026-01-04"),
        TrainedRef(name="oak", id="o1", edition=None),
    )

    shown = show_entry(
        "a", entry("a", replace(made(ask("a")), trained=models)), style=PLAIN, width=99
    )

    assert "  trained model  @anna is a1, 2026-01-04\n  trained model  @oak is o1\n" in shown


def test_a_converted_output_is_shown_beside_its_result() -> None:
    webp = blob("webp", Media(type="image/webp", width=800, height=450))

    shown = show_entry("a", replace(entry("a"), transcoded=webp), style=PLAIN, width=99)

    assert "file     assets/a.png, 800x450 image/webp, 2.4 MiB\n" in shown
    assert "result   1600x900 image/png, 2.4 MiB\n" in shown


def test_all_entries_make_a_table() -> None:
    lock = Lock(entries={"hero": entry("hero"), "banner@de": entry("banner@de")})

    assert (
        show_lock(lock, style=PLAIN, width=100)
        == """\
ASSET      KIND   MADE BY       FILE
banner@de  image  studio/flux2  assets/banner@de.png  1600x900 image/png  2.4 MiB
hero       image  studio/flux2  assets/hero.png       1600x900 image/png  2.4 MiB

2 assets locked, 4.8 MiB of files.
"""
    )


def test_an_empty_lock_says_what_fills_it() -> None:
    assert "`assetforge build`" in show_lock(Lock(), style=PLAIN, width=80)
    empty = show_lock(Lock(), style=PLAIN, width=80, scope=DRAFT)
    assert "`assetforge build --draft`" in empty


def test_files_of_a_draft_are_shown_where_they_are() -> None:
    held = entry("a")

    for shown in (
        show_entry("a", held, style=PLAIN, width=99, scope=DRAFT),
        show_lock(Lock(entries={"a": held}), style=PLAIN, width=99, scope=DRAFT),
    ):
        assert f" .assetforge/draft/{held.output}" in shown


def test_a_film_has_seconds_and_a_local_maker_no_model() -> None:
    film = blob(media=Media(type="video/mp4", width=640, height=360, seconds=8))

    assert media_text(film) == "640x360 video/mp4 8.0 s"
    assert maker_text(made(ask("a", "derive", "local"))) == "local"


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    asked = ask(HOSTILE, "edit", HOSTILE, **{HOSTILE: HOSTILE})
    result = replace(made(asked), url=HOSTILE, job_id=HOSTILE)
    held = entry(HOSTILE, result)

    shown = show_entry(HOSTILE, held, style=PLAIN, width=80)
    shown += show_lock(Lock(entries={HOSTILE: held}), style=PLAIN, width=80)

    assert all(character.isprintable() or character == "\n" for character in shown)


def test_what_a_sandbox_made_says_so() -> None:
    played = entry("hero", replace(made(ask("hero", "image", "letzai")), place="this machine"))

    one = show_entry("hero", played, style=PLAIN, width=100)
    all_of_them = show_lock(Lock(entries={"hero": played}), style=PLAIN, width=120)

    assert "made by  letzai/flux2 (sandbox)\n" in one
    assert "place    a sandbox on this machine, which counts for nothing elsewhere\n" in one
    assert all_of_them.endswith("1 result was made at a sandbox, which counts nowhere else.\n")
