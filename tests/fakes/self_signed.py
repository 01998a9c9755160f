"""A certificate of nobody, for servers of tests that speak TLS: `localhost`, valid until 2126."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

CERTIFICATE: Final = """\
-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUPL30nUia4i3o5+bgzIQxI+Mq/CwwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDEzNDUzNloYDzIxMjYxMDI3
MTM0NTM2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQnE52r9qV+psBvfflGMS6iT9ANoGwWwK/+LwEBL1ZVafE8dvPGIWAa
d7KPIbn9skBbAfVS8zyIYt1jGFailW0io28wbTAdBgNVHQ4EFgQUdChpQQvkgFvo
ZH8IckhRWJ3VEwYwHwYDVR0jBBgwFoAUdChpQQvkgFvoZH8IckhRWJ3VEwYwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgGE1n6BRrSELF+TwJDCgRg34LAX/NT39dVwPFPqjbCjACIFCW
c+McwCHbvgDpq1QwYAjJLJE/g9cjUn4ra2sMIWNQ
-----END CERTIFICATE-----
"""
# Made for these tests alone: whoever has it can be nobody but this server.
_KEY: Final = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbAJW//OsgGrjGf2+
tkc2lnr1sj4ztO/F/GnVCi1PxkOhRANCAAQnE52r9qV+psBvfflGMS6iT9ANoGwW
wK/+LwEBL1ZVafE8dvPGIWAad7KPIbn9skBbAfVS8zyIYt1jGFailW0i
-----END PRIVATE KEY-----
"""


def server_side(folder: Path) -> ssl.SSLContext:
    """Make what a server needs; `folder` takes the two files that Python wants for it."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_text(CERTIFICATE, encoding="ascii")
    key.write_text(_KEY, encoding="ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def client_side() -> ssl.SSLContext:
    """Make what a client needs that trusts this one server."""
    return ssl.create_default_context(cadata=CERTIFICATE)
