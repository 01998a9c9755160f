from __future__ import annotations

from dataclasses import replace

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import InputRef
from assetforge.ui.explain import Explanation, Where
from assetforge.ui.machine_explain import explain_document
from assetforge.ui.machine_lock import entry_value
from tests.unit.ui.samples import ask, entry, step

LOGO = InputRef(name="logo", by="content", digest=digest_bytes(b"logo"))


def test_each_part_of_the_key_has_its_class_and_place() -> None:
    asked = replace(ask("a", prompt="x", watermark="no"), inputs=(LOGO,))
    given = Explanation(
        step=step("a", of=asked), entry=entry("a"), inputs=("logo",),
        fields={"prompt": Where(file="assets.toml", line=4)},
    )  # fmt: skip

    value = explain_document(given)

    assert value["request"] == {
        "prompt": {
            "value": "x", "class": "paid", "declared": {"file": "assets.toml", "line": 4}
        },
        "watermark": {"value": "no", "class": "paid", "declared": None},
    }  # fmt: skip
    assert value["inputs"] == ["logo"]
    assert value["inputs_in_key"] == [{"name": "logo", "by": "content", "digest": LOGO.digest}]
    assert value["locked"] == entry_value(entry("a"))


def test_inputs_that_only_the_build_knows_are_still_named() -> None:
    asked = replace(ask("a"), inputs=None)

    value = explain_document(Explanation(step=step("a", of=asked), entry=None, inputs=("hero",)))

    assert (value["inputs"], value["inputs_in_key"], value["locked"]) == (["hero"], None, None)
