"""The laws of the lock's formats: nothing is lost, and equal values give equal bytes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import tomli
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.credits import Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.media import EXTENSION_BY_TYPE, Blob, Media
from assetforge.core.names import KINDS
from assetforge.core.values import is_table
from assetforge.lock.codec import decode_lock, encode_lock
from assetforge.lock.codec_fields import DecodeError
from assetforge.lock.codec_record import decode_record, encode_record
from assetforge.lock.model import Blessing, Entry, InputRef, Lock, Made, TrainedRef

if TYPE_CHECKING:
    from assetforge.core.values import Json

FIELDS = (
    "kind", "key", "key_schema", "provider", "model", "job_id", "credits_estimated",
    "credits_estimated_low", "credits_estimated_high", "credits_charged", "inputs", "trained",
    "place", "request", "result", "output", "blessed", "made_from",
)  # fmt: skip
texts = st.text(max_size=20) | st.sampled_from(
    ("a\r\nb", "\r", '"""\n', "\\\n", "\x7f\x00", "é\n ")
)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}(@[a-z0-9.-]{1,8})?", fullmatch=True)
digests = st.binary(max_size=4).map(digest_bytes)
amounts = st.integers(0, 10**9).map(Decimal) | st.decimals(0, 10**9, places=6)
scalars = (
    st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
)
values: st.SearchStrategy[Json] = st.recursive(
    scalars | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
estimates = (
    st.none()
    | amounts.map(Credits.exactly)
    | st.tuples(amounts, amounts).map(lambda pair: Credits.between(min(pair), max(pair)))
    | amounts.map(lambda low: Credits(low=low, high=None))
)
media = st.builds(
    Media,
    type=st.sampled_from(sorted(EXTENSION_BY_TYPE)),
    width=st.integers(1, 8192),
    height=st.integers(1, 8192),
    seconds=st.none() | st.floats(0, 600),
)
blobs = st.builds(Blob, digest=digests, size=st.integers(0, 2**40), media=media)
inputs = st.builds(InputRef, name=names, by=st.sampled_from(("content", "key")), digest=digests)
trained = st.builds(
    TrainedRef,
    name=st.from_regex(r"[\w.]{1,9}", fullmatch=True),
    id=st.uuids().map(str),
    edition=st.none() | st.text(st.characters(min_codepoint=32, max_codepoint=591), min_size=1),
)
blessings = st.builds(
    Blessing,
    reasons=st.lists(texts, min_size=1, max_size=2).map(tuple),
    key=digests,
    key_schema=st.integers(1, 9),
    model=st.none() | texts,
    request=st.dictionaries(texts, values, max_size=2),
    inputs=st.lists(inputs, max_size=2).map(tuple),
)
mades = st.builds(
    Made,
    key=digests,
    key_schema=st.integers(1, 9),
    kind=st.sampled_from(KINDS),
    provider=names,
    model=st.none() | texts,
    request=st.dictionaries(texts, values, max_size=4),
    inputs=st.lists(inputs, max_size=3).map(tuple),
    result=blobs,
    job_id=st.none() | texts,
    result_id=st.none() | texts,
    url=st.none() | texts,
    url_expires=st.none() | texts,
    estimated=estimates,
    charged=st.none() | amounts,
    trained=st.lists(trained, max_size=2).map(tuple),
    place=st.sampled_from(("", "this machine")),
    blessing=st.none() | blessings,
)
entries = st.builds(
    Entry, made=mades, output=names.map("assets/{}.png".format), transcoded=st.none() | blobs
)


def revision_of(made: Made) -> int:
    return 2 if made.blessing else int(bool(made.trained or made.place))


locks = st.dictionaries(names, entries, max_size=4).map(
    lambda found: Lock(
        entries=found,
        revision=max((revision_of(each.made) for each in found.values()), default=0),
    )
)


@given(locks)
def test_a_lock_is_read_back_as_it_was_written(lock: Lock) -> None:
    text = encode_lock(lock)

    assert decode_lock(tomli.loads(text.decode()), "assets.lock") == without_queries(lock)


def without_queries(lock: Lock) -> Lock:
    """Take what may be a signature from each URL, as a file that is committed does."""
    return replace(lock, entries={name: unsigned(entry) for name, entry in lock.entries.items()})


def unsigned(entry: Entry) -> Entry:
    url = entry.made.url
    bare = None if url is None else url.partition("?")[0].partition("#")[0]
    return replace(entry, made=replace(entry.made, url=bare))


@given(locks)
def test_the_order_of_entries_and_of_keys_leaves_no_trace(lock: Lock) -> None:
    turned = Lock(entries=dict(reversed(list(lock.entries.items()))))

    again = decode_lock(tomli.loads(encode_lock(turned).decode()), "assets.lock")

    assert encode_lock(again) == encode_lock(lock)


@given(mades)
def test_a_record_is_read_back_as_it_was_written(made: Made) -> None:
    data = encode_record(made)

    assert decode_record(data, "record") == made


@given(mades, st.data())
def test_a_record_with_one_bit_flipped_is_never_read_as_another(
    made: Made, data: st.DataObject
) -> None:
    good = encode_record(made)
    position = data.draw(st.integers(0, len(good) - 1))
    bit = data.draw(st.integers(0, 7))
    bad = good[:position] + bytes([good[position] ^ (1 << bit)]) + good[position + 1 :]

    try:
        found = decode_record(bad, "record")
    except DecodeError:
        return

    assert found == made  # the flip was in white space


@given(st.dictionaries(texts | st.sampled_from(FIELDS), values, max_size=4), locks)
def test_what_the_reader_accepts_can_be_written_and_read_again(
    odd: dict[str, Json], lock: Lock
) -> None:
    whole: dict[str, object] = tomli.loads(encode_lock(lock).decode())
    assets = {address: {**read_table(table), **odd} for address, table in read_assets(whole)}

    with suppress(DecodeError):
        found = decode_lock({**whole, "asset": assets}, "assets.lock")
        again = decode_lock(tomli.loads(encode_lock(found).decode()), "assets.lock")
        assert again.entries == found.entries


def read_assets(whole: dict[str, object]) -> list[tuple[str, object]]:
    return list(read_table(whole.get("asset", {})).items())


def read_table(value: object) -> dict[str, object]:
    assert is_table(value)
    return dict(value)
