"""Finished work as a table: in one order, with nothing that no file can hold."""

from __future__ import annotations

from dataclasses import replace

from assetforge.lock.codec_fields import Fields
from assetforge.lock.codec_made import made_table, read_made
from tests.unit.lock.samples import made_of


def test_work_with_nothing_to_tell_has_no_empty_fields() -> None:
    bare = replace(
        made_of("hero"), model=None, inputs=(), job_id=None, result_id=None, url=None,
        url_expires=None, estimated=None, charged=None, request={},
    )  # fmt: skip

    table = made_table(bare)

    assert list(table) == ["kind", "key", "key_schema", "provider", "request", "result"]
    assert read_made(Fields(table, file="f", path=(), problems=[])) == bare


def test_the_order_of_a_request_leaves_no_trace() -> None:
    one = replace(made_of("hero"), request={"b": {"d": 1, "c": 2}, "a": [{"f": 1, "e": 2}]})
    two = replace(made_of("hero"), request={"a": [{"e": 2, "f": 1}], "b": {"c": 2, "d": 1}})

    assert repr(made_table(one)) == repr(made_table(two))


def test_inputs_keep_the_order_of_their_roles() -> None:
    first, second = (replace(made_of("x").inputs[0], name=name) for name in ("z-last", "a-first"))

    table = made_table(replace(made_of("hero"), inputs=(first, replace(second, by="key"))))

    assert table["inputs"] == [f"z-last content {first.digest}", f"a-first key {first.digest}"]
