"""Links of items: out of what search engines wrap round them, without what only counts visits."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|at_medium"
    r"|at_campaign|xtor|ns_\w+|cmpid|__twitter_impression|s_cid|wt\.\w+)(?:=|\Z)"
    r"|(?:source|ref)=rss",
    re.IGNORECASE,
)
_WRAPPERS = (
    (re.compile(r"(?:^|\.)bing\.com$"), re.compile(r"/news/apiclick\.aspx$"), ("url",)),
    (re.compile(r"(?:^|\.)google\.[a-z.]+$"), re.compile(r"/url$"), ("url", "q")),
    (re.compile(r"^lm?\.(?:facebook|instagram)\.com$"), re.compile(r"/(?:l\.php)?$"), ("u",)),
)
_WRAPPED = re.compile(r"//[^/]*(?:bing|google|facebook|instagram)\.")
_KEPT_FRAGMENT = re.compile(r"comment|comentario|respond|[!/]")
"""A comment among others, or the page itself of a site that is one script."""

_SIMPLE = re.compile(r"https?://[a-z0-9.-]+/[^?#]*")
"""Nothing to take away."""

_LIMIT = 8_000
"""Characters; no browser goes to a longer one."""

_PORTS = {"http": ":80", "https": ":443"}


def tidied(link: str, base: str = "") -> str:
    """The link as it is kept and shown, or empty when it leads to no web page.

    `base` is the address against which a relative one is resolved.
    """
    bare = "".join(link.split())
    try:
        if "://" not in bare[:12]:
            bare = urljoin(base, bare)
        if _WRAPPED.search(bare[:60]):
            bare = _unwrapped(bare)
        return _bare(bare) if len(bare) <= _LIMIT else ""
    except ValueError:
        return ""


def canonical(link: str) -> str:
    """What two spellings of one link have in common: for telling items apart, not for opening.

    `http` and `https`, `www.` and none, and a last stroke make no difference.
    """
    _scheme, found, bare = link.partition("://")
    if not found:
        return link
    host, _stroke, rest = bare.partition("/")
    return f"{host.lower().removeprefix('www.')}/{rest}".rstrip("/")


def _bare(link: str) -> str:
    """Without what counts visits and without fragment. Raises ValueError for odd hosts."""
    if _SIMPLE.fullmatch(link):
        return link
    parts = urlsplit(link)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return ""
    pairs = parts.query.split("&") if parts.query else []
    query = "&".join(pair for pair in pairs if not _TRACKING.match(pair))
    fragment = parts.fragment if _KEPT_FRAGMENT.match(parts.fragment) else ""
    # Whoever opens it is told no name and no password, nor is a site shown behind another's name.
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[scheme])
    return urlunsplit((scheme, host, parts.path, query, fragment))


def _unwrapped(link: str) -> str:
    """The link within that of a search or a network; itself when it wraps nothing."""
    parts = urlsplit(link)
    host = (parts.hostname or "").lower()
    for hosts, paths, names in _WRAPPERS:
        if hosts.search(host) and paths.search(parts.path):
            values = parse_qs(parts.query)
            inside = (values[name][0] for name in names if name in values)
            return next((one for one in inside if one.startswith(("http://", "https://"))), link)
    return link
