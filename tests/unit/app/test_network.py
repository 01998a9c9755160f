from __future__ import annotations

import os

import pytest

from assetforge.app.network import VARIABLE, go_offline, is_offline, require_network
from assetforge.core.errors import UnavailableError
from assetforge.core.exits import Exit


@pytest.mark.parametrize("before", [None, "0"])
def test_offline_lasts_until_it_is_taken_back(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if before is not None:
        monkeypatch.setenv(VARIABLE, before)
    require_network("asking letta")

    restore = go_offline()

    assert is_offline()
    with pytest.raises(UnavailableError) as refused:
        require_network("asking letta")
    restore()
    assert not is_offline()
    assert os.environ.get(VARIABLE) == before
    assert refused.value.exit == Exit.UNAVAILABLE
    assert refused.value.what.startswith("asking letta needs the network")
