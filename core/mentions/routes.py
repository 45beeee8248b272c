"""How a site is reached: directly or through a proxy, with the certificates of the system."""

import ssl
from threading import Lock
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import PoolManager, ProxyManager
from urllib3.exceptions import HTTPError
from urllib3.util import make_headers, parse_url

from core.mentions.connections import HttpPool, HttpsPool, Unreached
from core.mentions.kinds import Trouble

_SITES_KEPT = 32
"""With connections that stay open for their next feed."""


class Routes:
    """One for all threads. `proxy` rules over what the environment and the system say."""

    def __init__(self, proxy: str = "") -> None:
        self._manual = bool(proxy)
        self._proxies = {"http": proxy, "https": proxy} if proxy else getproxies()
        self._managers: dict[tuple[str, str], PoolManager] = {}
        self._guard = Lock()

    def close(self) -> None:
        """Let go the connections that are kept open."""
        with self._guard:
            for manager in self._managers.values():
                manager.clear()

    def to(self, address: str) -> PoolManager:
        """What asks for this address. Raises `Unreached` when the proxy's own address is wrong."""
        parts = urlsplit(address)
        proxy = self._proxy(parts.scheme, parts.hostname or "")
        with self._guard:
            found = self._managers.get((parts.scheme, proxy))
            if found is None:
                # The certificates are looked up when the first site shows one.
                secure = parts.scheme == "https" or proxy.startswith("https:")
                found = _manager(proxy, _certificates() if secure else None)
                self._managers[parts.scheme, proxy] = found
            return found

    def _proxy(self, scheme: str, host: str) -> str:
        found = self._proxies.get(scheme) or self._proxies.get("all") or ""
        if not found or (not self._manual and proxy_bypass(host)):
            return ""
        return found if "://" in found else f"http://{found}"


def _manager(proxy: str, context: ssl.SSLContext | None) -> PoolManager:
    made = _through(proxy, context) if proxy else _direct(context)
    made.pool_classes_by_scheme = {"http": HttpPool, "https": HttpsPool}
    return made


def _direct(context: ssl.SSLContext | None) -> PoolManager:
    return PoolManager(_SITES_KEPT, maxsize=2, ssl_context=context)


def _through(proxy: str, context: ssl.SSLContext | None) -> PoolManager:
    try:
        user = parse_url(proxy).auth
        return ProxyManager(
            proxy,
            _SITES_KEPT,
            proxy_headers=make_headers(proxy_basic_auth=unquote(user)) if user else None,
            proxy_ssl_context=context,
            maxsize=2,
            ssl_context=context,
        )
    except (HTTPError, ValueError) as error:
        raise Unreached(Trouble.PROXY) from error


def _certificates() -> ssl.SSLContext:
    """Trusts what the system trusts, the authority of a provincial network included."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
