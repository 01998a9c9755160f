"""A diff as one page that needs nothing beside it: no script, and no other file.

    <meta> Content-Security-Policy     nothing but the style in the page and its pictures
    answer, table of assets, causes, totals

Every text is escaped, also our own, so that none has to be told from another. Pictures before and
after are shown by the URL that the lock holds, from hosts of their provider alone.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from assetforge.core.text import one_line
from assetforge.ui.approval import approval_words, upload_words
from assetforge.ui.change import value_text
from assetforge.ui.diff_words import (
    answer,
    asset_spend,
    author_of,
    base_is_behind,
    beyond_chain,
    blessing_of,
    cause_credits,
    chain_of,
    claims,
    compared,
    counts,
    due_credits,
    lines_that_cause,
    maker,
    place_of,
    policy_words,
    prices_before_and_after,
    state_of,
    unproven_of,
)
from assetforge.ui.quantity import price, prices
from assetforge.ui.reason import details, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.plan.model import Reason
    from assetforge.report.diff_model import AssetDiff, Cause, Diff, Work

LONGEST_VALUE: Final = 4_000  # characters
_WIDE: Final = 60  # columns of a value that stands in its reason
_STYLE: Final = """
:root{color-scheme:light dark;--line:#d1d9e0;--soft:#59636e;--ground:#f6f8fa;--old:#ffebe9;
--new:#dafbe1}
@media(prefers-color-scheme:dark){:root{--line:#3d444d;--soft:#9198a1;--ground:#151b23;
--old:#3c1618;--new:#12301d}}
body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.3rem 0}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:var(--ground)}code,pre{font:13px/1.45 ui-monospace,monospace}
pre{margin:.2rem 0;padding:.2rem .4rem;white-space:pre-wrap;overflow-wrap:anywhere}
.old{background:var(--old)}.new{background:var(--new)}.soft{color:var(--soft)}
.unknown{font-weight:600}img{max-width:16rem;max-height:12rem;display:block;margin-top:.3rem}
"""


def diff_html(diff: Diff) -> str:
    """Write a page that shows what changes, with pictures before and after."""
    title = f"assetforge: {answer(diff)}"
    return "\n".join((
        "<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(diff))}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width">',
        _tag("title", title), f"<style>{_STYLE}</style>", "</head>", "<body>",
        _tag("h1", title), _tag("p", f"{compared(diff.about)} {counts(diff)}.", "soft"),
        *(_tag("p", f"{words}: {rule}.", "unknown") for words, rule in policy_words(diff)),
        *(_tag("p", told, "unknown") for told in claims(diff)),
        *_assets(diff), *_causes(diff), *_totals(diff),
        "</body>", "</html>", "",
    ))  # fmt: skip


def _policy(diff: Diff) -> str:
    """Allow the style of the page, and pictures from the hosts that it shows some of."""
    works = (work for asset in diff.told for work in (asset.before, asset.after))
    urls = (work.picture for work in works if work is not None and work.picture is not None)
    hosts = sorted({f"https://{urlsplit(url).netloc}" for url in urls})
    allowed = " ".join(hosts) or "'none'"
    return f"default-src 'none'; img-src {allowed}; style-src 'unsafe-inline'"


def _assets(diff: Diff) -> Iterator[str]:
    if not diff.told:
        return
    yield _tag("h2", "Assets")
    yield _table(
        ("asset", "what", "why", "credits", "before", "after"), map(_asset_cells, diff.told)
    )


def _asset_cells(asset: AssetDiff) -> tuple[str, ...]:
    made = f"made from it: {', '.join(map(one_line, asset.users))}" if asset.users else ""
    paid = "" if asset.spend.is_known else "unknown"
    return (
        f"{_tag('code', one_line(asset.address))}<br>{_tag('span', maker(asset.work), 'soft')}",
        _tag("span", asset.change),
        "".join((
            _tag("p", state_of(asset)) if state_of(asset) else "",
            *map(_reason, asset.reasons),
            *(_tag("p", f"{word}: {text}") for word, text in blessing_of(asset)),
            _tag("p", unproven_of(asset), "unknown") if asset.unproven else "",
            _tag("p", upload_words(asset.shares), "unknown") if asset.shares else "",
            _tag("p", _also(asset), "soft") if asset.also and not asset.spend.is_free else "",
            _tag("p", made, "soft") if made else "",
        )),
        _tag("span", asset_spend(asset), paid),
        _work(asset.before, "before"),
        _work(asset.after, "after"),
    )  # fmt: skip


def _also(asset: AssetDiff) -> str:
    others = ", ".join(map(one_line, asset.also))
    return f"counted at {one_line(asset.cause)}; it follows from {others}, too"


def _reason(reason: Reason) -> str:
    told = _tag("p", why(reason))
    if details(reason, _WIDE) is None:
        return told
    old, new = (one_line(value_text(value), LONGEST_VALUE) for value in (reason.old, reason.new))
    return f"{told}{_tag('pre', old, 'old')}{_tag('pre', new, 'new')}"


def _work(work: Work | None, when: str) -> str:
    if work is None:
        return "-"
    shown = (
        f'<img src="{escape(work.picture)}" alt="{when}" loading="lazy">' if work.picture else ""
    )
    return f"{_tag('span', price(work.price))}{shown}"


def _causes(diff: Diff) -> Iterator[str]:
    causes = list(lines_that_cause(diff))
    if causes:
        yield _tag("h2", "Caused by")
        yield _table(("line", "written in", "credits", "through"), map(_cause_cells, causes))


def _cause_cells(cause: Cause) -> tuple[str, ...]:
    line = cause.line
    where, who = ("", "") if line is None else (place_of(line), author_of(line))
    way = " ".join(filter(None, (" → ".join(chain_of(cause)), beyond_chain(cause))))
    return (
        _tag("code", where), _tag("span", who or "not known"), _tag("span", cause_credits(cause)),
        _tag("span", way),
    )  # fmt: skip


def _totals(diff: Diff) -> Iterator[str]:
    costs, due = prices_before_and_after(diff), due_credits(diff)
    yield _tag("h2", "In all")
    if due:
        yield _tag("p", f"Not built yet, without a change: {prices(due)}.")
    if diff.base_spend:
        yield _tag("p", base_is_behind(diff))
    if costs:
        yield _tag("p", f"Everything made anew: {costs}.")
    yield _tag("p", f"Plan digest: {diff.about.digest}", "soft")
    yield _tag("p", approval_words(diff.approval), "soft")


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table of cells that are escaped already."""
    head = "".join(_tag("th", each) for each in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n<tr>{head}</tr>\n{body}\n</table>"


def _tag(name: str, text: str, look: str = "") -> str:
    shown = f' class="{look}"' if look else ""
    return f"<{name}{shown}>{escape(text)}</{name}>"
