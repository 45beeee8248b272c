"""Namespaces of feeds with whose elements feedparser does something (its `mixin.py`, 6.0)."""

KNOWN = {
    "": (
        "http://www.w3.org/2005/atom", "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
        "http://example.com/newformat#", "http://example.com/necho", "http://purl.org/echo/",
        "uri/of/echo/namespace#", "http://purl.org/pie/", "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/modules/rss091#", "http://backend.userland.com/rss",
    ),
    "admin": ("http://webns.net/mvcb/",),
    "cc": ("http://creativecommons.org/ns#license", "http://web.resource.org/cc/"),
    "content": ("http://purl.org/rss/1.0/modules/content/",),
    "creativecommons": (
        "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html",
        "http://backend.userland.com/creativecommonsrssmodule",
    ),
    "dc": ("http://purl.org/dc/elements/1.1/",), "dcterms": ("http://purl.org/dc/terms/",),
    "feedburner": ("http://rssnamespace.org/feedburner/ext/1.0",),
    "geo": ("http://www.w3.org/2003/01/geo/wgs84_pos#",), "gml": ("http://www.opengis.net/gml",),
    "georss": ("http://www.georss.org/georss",), "psc": ("http://podlove.org/simple-chapters",),
    "itunes": (
        "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd",
    ),
    "media": ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#",),
    "xhtml": ("http://www.w3.org/1999/xhtml",),
    # With what follows them these would be names that mean something.
    "author": (), "title": (), "published": (), "updated": (), "created": (),
}  # fmt: skip
"""By prefix, the namespaces with whose elements feedparser does something; in lower case."""

HANDLED = frozenset(uri for uris in KNOWN.values() for uri in uris)
