"""`assetforge sandbox`: a server that looks like LetzAI and Letta, and costs nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

import click

from assetforge.app.sandboxing import RunningSandbox, SandboxOptions, run_sandbox
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, option
from assetforge.cli.streams import put_rest
from assetforge.ui.machine import document

if TYPE_CHECKING:
    from assetforge.cli.console import Console
    from assetforge.core.exits import Exit
    from assetforge.providers.settings import Dialect

_LONGEST: Final = 86_400.0  # seconds


class Latency(click.ParamType[tuple[float, float]]):
    """Seconds, or a range of them: `2` or `0.5-4`."""

    name = "seconds"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Read both ends.

        Raises:
            click.BadParameter: it is no number of seconds and no range of them.
        """
        low, dash, high = str(value).partition("-")
        try:
            ends = float(low), float(high if dash else low)
        except ValueError:
            ends = -1.0, -1.0
        if not 0 <= ends[0] <= ends[1] <= _LONGEST:
            self.fail(f"{value!r} is no number of seconds and no range such as 0.5-4", param, ctx)
        return ends


@click.command("sandbox", cls=Command)
@option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8017,
    show_default=True,
    help="Where to listen; 0 for any port that is free.",
)
@option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; reached from this machine alone, unless you say more.",
)
@option(
    "--credits",
    "granted",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="Credits at each service; 402 once they are gone.",
)
@option(
    "--latency",
    type=Latency(),
    metavar="SECONDS[-SECONDS]",
    default="2-4",
    show_default=True,
    help="How long a picture takes; a film takes four times as long.",
)
@option(
    "--dialect",
    type=click.Choice(["current", "older"]),
    default="current",
    show_default=True,
    help="Which of LetzAI's two ways of speaking.",
)
@option("--faults", metavar="FILE", help="What goes wrong, as TOML; see docs/guides/sandbox.md.")
@option("--ledger", metavar="FILE", help="Add a line of JSON to this file for every charge.")
@option("--seed", type=int, help="Makes ids, durations and faults the same in every run.")
@option(
    "--accept-any-key",
    "accepts_any_key",
    is_flag=True,
    help="Take any key; otherwise only the two that are printed.",
)
@option(
    "--tell-credits",
    "tells_credits",
    is_flag=True,
    help="Say `creditsUsed` in records, as only old samples of LetzAI do.",
)
@option(
    "--plain",
    "is_plain",
    is_flag=True,
    help="Draw pictures of one colour, films with a frame a second: for tests under load.",
)
@as_json
@click.pass_obj
def command(console: Console, /, *, as_json: bool, **given: object) -> Exit:
    """Serve LetzAI's and Letta's API on this machine, free of charge, until Ctrl-C.

    What it prints points assetforge at it: the addresses and a key for each service.
    """

    def ready(running: RunningSandbox) -> None:
        if as_json:
            console.data(document("sandbox", {
                "origin": running.origin, "instance": running.instance, "keys": running.keys,
                "seed": running.seed,
            }))  # fmt: skip
        else:
            console.out("\n".join(_exports(running)))
        put_rest()
        console.say(
            f"{running.instance} listens on {running.origin} (seed {running.seed}). Ctrl-C ends it."
        )
        console.say(
            "What is made here counts for nothing elsewhere: the services make it anew, and are "
            "paid for it."
        )

    return run_sandbox(_options(given), ready)


def _options(given: dict[str, object]) -> SandboxOptions:
    return SandboxOptions(
        host=cast("str", given["host"]), port=cast("int", given["port"]),
        credits=Decimal(cast("int", given["granted"])),
        latency=cast("tuple[float, float]", given["latency"]),
        dialect=cast("Dialect", given["dialect"]), faults=cast("str | None", given["faults"]),
        ledger=cast("str | None", given["ledger"]), seed=cast("int | None", given["seed"]),
        accepts_any_key=bool(given["accepts_any_key"]),
        tells_credits=bool(given["tells_credits"]), is_plain=bool(given["is_plain"]),
    )  # fmt: skip


def _exports(running: RunningSandbox) -> list[str]:
    """Write the lines that a shell understands."""
    return [
        line
        for name, key in running.keys.items()
        for line in (
            f"export {name.upper()}_BASE_URL={running.origin}",
            f"export {name.upper()}_API_KEY={key}",
        )
    ]
