"""Secrets in the config file: found by the name of their key, and shown to nobody."""

from __future__ import annotations

import pytest

from assetforge.app.settings_secrets import holds_secret, without_secrets
from assetforge.app.settings_service import KEYS
from assetforge.core.errors import InvalidError
from assetforge.ui.excerpt import show_problems
from tests.unit.app.settings_files import parsed

CANARY = "sk-live-4711"


@pytest.mark.parametrize(
    "key",
    [
        "key", "api_key", "apikey", "API-KEY", "token", "access_token", "secret", "password",
        "credentials", "authorization", "letzai_api_key", "bearer",
    ],
)  # fmt: skip
def test_the_name_of_a_key_tells_that_it_holds_a_secret(key: str) -> None:
    assert holds_secret(key)


@pytest.mark.parametrize("key", sorted({*KEYS["letzai"], *KEYS["letta"], "letzai", "letta"}))
def test_no_key_that_there_is_looks_like_one(key: str) -> None:
    assert not holds_secret(key)


@pytest.mark.parametrize(
    "text",
    [
        f'[letzai]\napi_key = "{CANARY}"\n',
        f"[letzai]\napi_key = {CANARY}\n",
        f'letzai = {{ rate = 0, token = "{CANARY}" }}\n',
        f'letzai.key = "{CANARY}"\n',
        f'[letzai]\n"api key" = 1\nkey="""\n{CANARY}\n"""\nrate = 0\n',
        f"[letzai]\nkey = '''{CANARY}\n{CANARY}'''\nrate = 0\n",
        f'[letzai]\nsecret = "\\{CANARY}\n',
        f'[letzai]\nbase_url = "https://me:{CANARY}@api.letz.ai"\n',
        f'[letzai]\nbase_url = "https://{CANARY}@api.letz.ai"\n',
        f'[letzai]\nwebhook = "http://me.example/?token={CANARY}"\n',
        f'[letzai]\nkey = """\n{CANARY}\n\\q',
        f'[letzai]\nwebhook = "http://hooks.example/T000/{CANARY}"\n',
        f'[letzai]\nbase_url = "https://user:x/{CANARY}@host"\n',
        f'[letzai]\nauth = "Bearer {CANARY}"\n',
        f'[letzai]\nheaders = {{ X = "Bearer {CANARY}" }}\n',
        f'[letzai]\napi_key = [\n  "{CANARY}\n]\n',
        f'[letzai]\napi_key = [\n  "{CANARY}" "x"\n]\n',
        f'LETZAI = "{CANARY}"\n',
        f"[letzai]\napi_key: {CANARY}\n",
        f"LETZAI_API_KEY {CANARY}\n",
        f"{CANARY}\n",
        f'[letzai]\npat = "{CANARY}"\n',
        f"[letzai]\nrate = 0 # was {CANARY}\n",
    ],
)
def test_no_excerpt_shows_a_secret(text: str) -> None:
    with pytest.raises(InvalidError) as refused:
        parsed(text)

    shown = show_problems(without_secrets(refused.value))

    assert CANARY not in shown
    assert "config.toml:" in shown
