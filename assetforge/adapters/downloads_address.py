"""Addresses of downloads: which URLs may be asked at all. What they resolve to is checked later.

    https://cdn.example/a.png       any name, port 443; its addresses must be public
    http://127.0.0.1:8123/a.png     only where the service's own API is at that very origin

The same parser reads the URL here and for the connection, so the two cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

import httpx  # noqa: TID253 - the door to it: nobody imports `downloads` at the top of a module

from assetforge.adapters.origin import WebOrigin, origin_of
from assetforge.execution.delivery import NotSentError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_LONGEST: Final = 8192  # characters; a signed URL is long
_HTTPS_PORT: Final = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A URL that may be asked."""

    url: httpx.URL
    is_loopback: bool  # it is at the API's own origin, on this machine

    @property
    def host(self) -> str:
        """Its host, for people."""
        return self.url.host

    def leads_to(self, location: str) -> str:
        """Say what a redirect from here means.

        Raises:
            NotSentError: it is no URL.
        """
        return _parsed(location, lambda text: str(self.url.join(text)))


def checked_address(text: str, api: WebOrigin | None) -> Address:
    """Read a URL that came from outside; `api` is the service's API where that is on loopback.

    Raises:
        NotSentError: nothing is sent to such a URL, now or later.
    """
    if len(text) > _LONGEST or not text.isprintable() or "\\" in text or " " in text:
        _refuse("it is no plain URL")
    url = _parsed(text, _url)
    origin = origin_of(url.scheme, url.raw_host.decode(), url.port)
    if not origin.host or url.userinfo:
        _refuse("it names no host" if not origin.host else "it holds a user name")
    if api is not None and api.is_loopback and origin == api:
        return Address(url=url, is_loopback=True)
    if origin.scheme != "https" or origin.port != _HTTPS_PORT:
        _refuse("only https at port 443 is asked")
    return Address(url=url, is_loopback=False)


def _url(text: str) -> httpx.URL:
    """Read a URL, its host decoded once (which fails for `xn--` alone) and encoded again.

    It loses the dot that ends an absolute name: no certificate is made out to one.
    """
    url = httpx.URL(text)
    return url.copy_with(host=url.host.rstrip("."), fragment=None)


def _parsed(text: str, parse: Callable[[str], T]) -> T:
    try:
        return parse(text)
    except (httpx.InvalidURL, ValueError):
        _refuse("it is no plain URL")


def _refuse(why: str) -> NoReturn:
    message = f"the URL of a result is not asked: {why}"
    raise NotSentError(message, is_worth_repeating=False) from None
