"""The proxy that a network names by a script (PAC), whose address is set or found (WPAD).

Windows finds, reads and runs the script. Elsewhere it is the environment that names a proxy.
"""

import ctypes
import sys
from ctypes import c_int, c_uint32, c_void_p

_SLOWEST = 5_000
"""Milliseconds for each step of reading the script."""
_BY_DETECTION, _BY_ADDRESS = 1, 2
_DHCP_AND_DNS = 3
_WITHOUT_PROXY = 1


class _Config(ctypes.Structure):
    """What this person's Windows is told: `WINHTTP_CURRENT_USER_IE_PROXY_CONFIG`."""

    _fields_ = (
        ("detect", c_int),
        ("script", c_void_p),
        ("proxy", c_void_p),
        ("around", c_void_p),
    )


class _Options(ctypes.Structure):
    """Which script is asked: `WINHTTP_AUTOPROXY_OPTIONS`."""

    _fields_ = (
        ("flags", c_uint32),
        ("ways", c_uint32),
        ("script", ctypes.c_wchar_p),
        ("reserved", c_void_p),
        ("zero", c_uint32),
        ("sign_in", c_int),
    )


class _Found(ctypes.Structure):
    """What the script says: `WINHTTP_PROXY_INFO`."""

    _fields_ = (("kind", c_uint32), ("proxy", c_void_p), ("around", c_void_p))


class Script:
    """Says through which proxy a site is reached; `detect` looks for it in the network first."""

    def __init__(self, address: str, *, detect: bool = False) -> None:
        self._address = address
        self._detect = detect

    def proxy(self, site: str) -> str:
        """For an address such as `https://radio.example/`: `host:port`, or empty for none.

        Raises `OSError` when there is no script to ask.
        """
        if sys.platform != "win32":
            raise OSError
        winhttp, found = ctypes.WinDLL("winhttp", use_last_error=True), _Found()
        winhttp.WinHttpOpen.restype = c_void_p
        session = c_void_p(winhttp.WinHttpOpen("Pregon", _WITHOUT_PROXY, None, None, 0))
        winhttp.WinHttpSetTimeouts(session, *[_SLOWEST] * 4)
        flags = _BY_DETECTION * self._detect | _BY_ADDRESS * bool(self._address)
        ways = _DHCP_AND_DNS * self._detect
        options = _Options(flags, ways, self._address or None, None, 0, 0)
        answered = winhttp.WinHttpGetProxyForUrl(
            session, site, ctypes.byref(options), ctypes.byref(found)
        )
        error = ctypes.WinError(ctypes.get_last_error())
        winhttp.WinHttpCloseHandle(session)
        if not answered:
            raise error
        named, _around = _taken(found.proxy), _taken(found.around)
        # Of several each stands in for the one before it.
        return next(iter(named.replace(";", " ").split()), "")


def configured() -> Script | None:
    """The script that this person's Windows is told to ask; None: no script."""
    if sys.platform != "win32":
        return None
    told = _Config()
    ctypes.WinDLL("winhttp").WinHttpGetIEProxyConfigForCurrentUser(ctypes.byref(told))
    address, _proxy, _around = (_taken(each) for each in (told.script, told.proxy, told.around))
    return Script(address, detect=bool(told.detect)) if address or told.detect else None


def _taken(text: int | None) -> str:
    """What Windows wrote there, which is freed."""
    if sys.platform != "win32" or not text:
        return ""
    words = ctypes.wstring_at(text)
    ctypes.WinDLL("kernel32").GlobalFree(c_void_p(text))
    return words
