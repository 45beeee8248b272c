"""Addresses of feeds: as people paste them, as they are sent, and which of them are not asked."""

import re
import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit, urlunsplit

from core.errors import InvalidValue
from core.i18n import _
from core.text import clean, unmarked
from core.town.model import checked_text

LIMIT = 2000
"""Characters of an address; some searches are long."""

_PORTS = {"http": 80, "https": 443}
# A port after a host is digits; a letter of a Windows drive is one letter.
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+):(?!\d)")
_DRIVE = re.compile(r"[a-zA-Z]:[\\/]|\\\\")
_AROUND = " \t<>\"'“”«»‘’"
_LOCAL = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".intranet")
_NAT64 = ip_network("64:ff9b::/96")
_ODD_NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", re.IGNORECASE)
_NO_NAME = re.compile(r"[\0-\x20\x7f]")
_SHOWN = 60
KNOWN = 1000
"""Addresses of which is remembered what was found out: each round asks the same ones."""


def checked_address(text: str, *, private: bool) -> str:
    """The web address in what a person pasted, as it is stored.

    Adds `https://` where nothing is said, reads `feed:` as what it stands for, lets go the part
    after `#` and the port that goes without saying. `private` allows addresses of the own network.
    Raises `InvalidValue`.
    """
    pasted = checked_text(unmarked(text), limit=LIMIT).strip(_AROUND)
    if not pasted:
        raise InvalidValue(_("Paste the address of a page or of a feed."))
    parts = _split(_with_scheme(pasted), pasted)
    host = (parts.hostname or "").rstrip(".")
    if parts.username is not None:
        raise InvalidValue(
            _("The address carries a user or a password, which would not stay secret."),
            _("Paste it without what comes before the @."),
        )
    if not private and is_private(host):
        raise InvalidValue(
            _("“{host}” is inside your own network, which Pregón does not read.").format(host=host),
            _("If it is right, allow it in Settings, under Listening."),
        )
    if not private and "." not in host and ":" not in host:
        raise _no_address(pasted)
    return urlunsplit((parts.scheme, _place(parts, host), parts.path or "/", parts.query, ""))


def checked_link(text: str) -> str:
    """The address of a page as a person pasted it, which a browser opens; empty for none.

    Raises `InvalidValue` for what is no address of the web.
    """
    pasted = checked_text(unmarked(text), limit=LIMIT).strip(_AROUND)
    if not pasted:
        return ""
    address = _with_scheme(pasted)
    host = _split(address, pasted).hostname or ""
    if "." not in host and ":" not in host:
        raise _no_address(pasted)
    return address


def _with_scheme(pasted: str) -> str:
    """What was pasted with `http` or `https` before it. Raises `InvalidValue` for other schemes."""
    plain = pasted
    if pasted.lower().startswith("feed:"):
        plain = pasted[len("feed:") :].lstrip("/")
    if _DRIVE.match(plain):
        raise _other_scheme("file")
    found = _SCHEME.match(plain)
    if found is None:
        return f"https://{plain.lstrip('/')}"
    if found[1].lower() not in _PORTS:
        raise _other_scheme(found[1].lower())
    return plain


def _split(address: str, pasted: str) -> SplitResult:
    try:
        wire(address)
        parts = urlsplit(address)
    except ValueError as error:
        raise _no_address(pasted) from error
    if re.search(r"\s", parts.netloc):
        raise _no_address(pasted)
    return parts


def _other_scheme(scheme: str) -> InvalidValue:
    return InvalidValue(
        _("Addresses that begin with “{scheme}:” are not read.").format(scheme=scheme[:_SHOWN]),
        _("Paste the address as the browser shows it; it begins with https:// or http://."),
    )


def _no_address(pasted: str) -> InvalidValue:
    return InvalidValue(
        _("“{text}” is not a web address.").format(text=pasted[:_SHOWN]),
        _("Paste the address as the browser shows it; it begins with https:// or http://."),
    )


def _place(parts: SplitResult, host: str) -> str:
    """Host and port in one form, so that an address pasted twice is the same one."""
    name = f"[{host}]" if ":" in host else host
    port = parts.port
    return name if port in (None, _PORTS[parts.scheme]) else f"{name}:{port}"


@lru_cache(KNOWN)
def wire(address: str) -> str:
    """The address with its host in ASCII, as it is asked for; the rest is encoded when sent.

    Raises `ValueError` when it is no address of `http` or `https`.
    """
    parts = urlsplit(clean(address))
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host:
        raise ValueError(address)
    # IDNA 2003 from the standard library: what it reads otherwise than 2008 (ß) is not Spanish.
    # Of an IP address nothing changes.
    name = host.encode("idna").decode()
    if _NO_NAME.search(name):
        raise ValueError(address)
    return urlunsplit((parts.scheme, _place(parts, name), parts.path or "/", parts.query, ""))


@lru_cache(KNOWN)
def host(address: str) -> str:
    """Host and port, for what is said or reckoned by site; empty when there is none."""
    try:
        parts = urlsplit(address)
        return _place(parts, parts.hostname or "") if parts.scheme in _PORTS else ""
    except ValueError:
        return ""


@lru_cache(KNOWN)
def is_private(host: str) -> bool:
    """True for names and IP addresses of this computer or of its own network.

    Also for an IPv6 address that carries such a one of IPv4 (RFC 4291, 3056 and 6052).
    """
    try:
        number = _number(host.strip("[]"))
    except (OSError, ValueError):
        name = f".{host.lower().rstrip('.')}"
        return name.endswith(_LOCAL)
    return not all(address.is_global and not address.is_multicast for address in _carried(number))


def _number(host: str) -> IPv4Address | IPv6Address:
    """The address that a host is, also as `127.1` or `0x7f000001`, which a proxy would resolve.

    Raises `OSError` or `ValueError` for a name.
    """
    if _ODD_NUMBER.fullmatch(host):
        return IPv4Address(socket.inet_aton(host))
    return ip_address(host)


def _carried(number: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address that is meant: one of IPv4 inside one of IPv6 counts instead of it."""
    if isinstance(number, IPv4Address):
        return [number]
    inside = number.ipv4_mapped or number.sixtofour
    if inside is None and number in _NAT64:
        inside = IPv4Address(int(number) & 0xFFFFFFFF)
    return [inside or number]
