from __future__ import annotations

import pytest

from assetforge.app.trust_secrets import names_secret, secret_names

QUERIES = ("sig=abc", "a=1&X-Amz-Signature=abc", "token=abc", "access_token=abc", "api_key=abc")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_SECRET_ACCESS_KEY", ""), ("npm_config__authToken", ""), ("PGPASSWORD", ""),
        ("SSH_AUTH_SOCK", ""), ("ACTIONS_ID_TOKEN_REQUEST_URL", ""), ("GIT_ASKPASS", ""),
        ("INPUT_GITHUB-TOKEN", ""), ("GOOGLE_APPLICATION_CREDENTIALS", ""), ("MYAPIKEY", ""),
        ("DATABASE_URL", "postgres://me:word@db.example.com/x"), ("REMOTE", "https://t@example.com"),
        ("DB_PWD", ""), ("LETZAI_PAT", ""), ("JENKINS_PSW", ""), ("GITHUB_APP_PEM", ""),
        ("JWT", ""), ("ACCESS_SAS", ""), ("STRIPE_SK", ""), ("AZURE_CLIENT_CERT", ""),
        ("SENTRY_DSN", ""), ("SLACK_WEBHOOK_URL", ""), ("AZURE_STORAGE_CONNECTION_STRING", ""),
        ("LOGIN", "-----BEGIN RSA PRIVATE KEY-----"), ("GIT_CONFIG_VALUE_0", "Authorization: x"),
        ("BLOBS", "BlobEndpoint=https://example.com;AccountKey=abc"),
        ("AZURE_CREDS", ""), ("FTP_PW", ""), ("LETZAI_API", "x"), ("LETZAI", "x"), ("NETRC", "/x"),
        ("SESSION_ID", "x"), ("SLACK_HOOK", ""), ("DEPLOY", "ghp_" + "a1" * 18),
        ("MINE", "github_pat_" + "a1" * 18), ("MODEL", "sk-proj-" + "a1" * 18),
        ("AWS", "AKIAIOSFODNN7EXAMPLE:x"), ("CHAT", "xoxb-" + "1" * 12),
        ("LAB", "glpat-" + "a" * 20),
        ("BASIC", "basic dXNlcjp3b3Jk"), ("ID", "eyJhbGciOiJub25l.eyJzdWIiOiJ4.c2ln"),
        ("CLIENT", '{"clientId": "x", "clientSecret": "y"}'),
        ("TELL", "https://hooks.slack.com/services/T0/B0/x"),
        ("TELL", "https://discord.com/api/webhooks/1/x"),
        *(("PAGE", f"https://example.com/x?{query}") for query in QUERIES),
    ],
)  # fmt: skip
def test_what_may_be_a_key_is_known_by_its_name_or_form(name: str, value: str) -> None:
    assert names_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "/bin"), ("ASSETFORGE_STORE_DIR", "/x"), ("LETZAI_BASE_URL", "https://a.example/"),
        ("GITHUB_EVENT_PATH", "/x"), ("CI", "1"), ("MAIL", "me@example.com"), ("PWD", "/x"),
        ("PAGE", "https://example.com/@me"), ("HTTP", "://@"), ("OLDPWD", "/x"), ("SPAT", "x"),
        ("SSL_CERT_FILE", "/etc/ssl/cert.pem"), ("PAGE_2", "https://example.com/?page=2&sigma=1"),
        ("LS_COLORS", "rs=0:di=01;34:ln=01;36"), ("CI_API_V4_URL", "https://gitlab.com/api/v4"),
        ("GITHUB_API_URL", "https://api.github.com"), ("GITHUB_RUN_ID", "16170042317"),
        ("GITHUB_SHA", "a1" * 20), ("CI_JOB_NAME", "desk-lamp-and-more-things"),
        ("GITHUB_REPOSITORY", "acme/task-runner-for-everybody"), ("JSON", '{"tags": ["keys"]}'),
    ],
)  # fmt: skip
def test_other_variables_stay(name: str, value: str) -> None:
    assert not names_secret(name, value)


def test_whatever_repeats_a_key_is_one_too() -> None:
    environ = {
        "A": "curl -u me:abcdefgh", "LETTA_PAT": " abcdefgh ", "B": "abcdefg", "C": "",
        "SHORT_PAT": "abc", "D": "abcabc",
    }  # fmt: skip

    assert set(secret_names(environ)) == {"LETTA_PAT", "SHORT_PAT", "A"}


def test_what_everything_needs_stays_even_where_a_name_was_taken_for_a_key() -> None:
    environ = {
        "GIT_AUTHOR_NAME": "somebody",
        "HOME": "/folders/somebody",
        "PATH": "/folders/somebody",
    }

    assert secret_names(environ) == ("GIT_AUTHOR_NAME",)
