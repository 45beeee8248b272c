"""What each trouble with a source means, and what to do about it."""

from collections.abc import Callable
from datetime import datetime

from core.clock import from_text
from core.days import shown
from core.i18n import _
from core.mentions.kinds import Trouble

Words = tuple[str, str]
"""What happened, and what to do: empty where there is nothing to do."""


def trouble_words(trouble: Trouble, detail: str, site: str = "") -> Words:
    """A sentence, and advice or nothing. `site` is the host, where it helps to name it."""
    sentence, advice = _ALL[trouble]()
    if trouble is Trouble.NO_HOST and site:
        sentence = _("The site “{site}” cannot be found.").format(site=site)
    if trouble is Trouble.TOO_MANY:
        advice = _asked_again(detail)
    return sentence.replace("{detail}", detail), advice


def not_added(trouble: Trouble, detail: str) -> Words:
    """The same of a site that was only looked at: nothing of it is kept to be read later."""
    sentence, advice = trouble_words(trouble, detail)
    for kinds, words in _LOOKED_AT.items():
        if trouble in kinds:
            advice = words()
    nothing = _("Nothing was added.")
    return sentence, f"{nothing} {advice}"


def _asked_again(detail: str) -> str:
    if not detail:
        return _("Pregón asks it less often now; nothing has to be done.")
    return _("Pregón asks it again on {moment}; nothing has to be done.").format(
        moment=moment(from_text(detail))
    )


def moment(when: datetime) -> str:
    """Day and time where the person is: `24/11/2026 14:32`."""
    here = when.astimezone()
    return f"{shown(here.date())} {here:%H:%M}"


def _again() -> str:
    return _("Pregón tries again by itself. If it goes on, open its page in the browser.")


def _new_address() -> str:
    return _("Look on its page for the new address of the feed, or take the source away.")


_ALL: dict[Trouble, Callable[[], Words]] = {
    Trouble.OFFLINE: lambda: (
        _("This computer has no network."),
        _("Nothing is wrong with the source: it is read when the network is back."),
    ),
    Trouble.NO_HOST: lambda: (
        _("The site cannot be found."),
        _("Check that the address is spelt well; the site may have closed."),
    ),
    Trouble.REFUSED: lambda: (_("The site does not answer."), _again()),
    Trouble.SLOW: lambda: (_("The site takes too long to answer."), _again()),
    Trouble.CERTIFICATE: lambda: (
        _("The security certificate of the site is not valid, so it is not read."),
        _("Check the date of this computer. If it is right, the site has to mend it."),
    ),
    Trouble.PROXY: lambda: (
        _("The proxy of your network does not let it through."),
        _("Check the proxy in Settings, or ask whoever looks after the network."),
    ),
    Trouble.LOOP: lambda: (
        _("The site sends from one address to the next without end."),
        _new_address(),
    ),
    Trouble.STATUS: lambda: (_("The site answers with an error ({detail})."), _again()),
    Trouble.NOT_FOUND: lambda: (
        _("There is nothing at this address any more."),
        _new_address(),
    ),
    Trouble.FORBIDDEN: lambda: (
        _("The site does not let this program read it."),
        _("Look for another feed of the same news, or note its mentions by hand."),
    ),
    Trouble.TOO_MANY: lambda: (_("The site asks to be read less often."), ""),
    Trouble.GONE: lambda: (
        _("The site says that this feed is gone for good."),
        _new_address(),
    ),
    Trouble.SERVER: lambda: (
        _("The site has a fault of its own ({detail})."),
        _("Pregón tries again by itself; nothing has to be done."),
    ),
    Trouble.TOO_BIG: lambda: (
        _("What the site sends is larger than any feed, so it is not read."),
        _("Look for a feed with fewer items, such as one by section."),
    ),
    Trouble.SCHEME: lambda: (
        _("The address is not one of the web (http or https), so it is not asked."),
        _new_address(),
    ),
    Trouble.PRIVATE: lambda: (
        _("The address is inside your own network, which Pregón does not ask."),
        _("If it is right, allow it in Settings, under Listening."),
    ),
    Trouble.EMPTY: lambda: (_("The site answers with an empty page."), _again()),
    Trouble.A_PAGE: lambda: (
        _("There is a web page at this address, not a feed."),
        _("Add the source again with the address of the page: Pregón looks for its feed."),
    ),
    Trouble.MALFORMED: lambda: (
        _("What the site sends is damaged and cannot be read as a feed."),
        _again(),
    ),
    Trouble.BOMB: lambda: (
        _("What the site sends is made to fill the computer, so it was not opened."),
        _("Take the source away unless you know the site well; then tell its owner."),
    ),
    Trouble.ENDLESS: lambda: (
        _("Reading what the site sends found no end, so it was left for later."),
        _("Pregón tries again by itself, less and less. If it goes on, take the source away."),
    ),
    Trouble.NO_ITEMS_READ: lambda: (
        _("The feed says that it has items, and none could be read."),
        _again(),
    ),
    Trouble.BROKEN_OFF: lambda: (
        _("The connection broke off before the end."),
        _again(),
    ),
}

_LOOKED_AT: dict[tuple[Trouble, ...], Callable[[], str]] = {
    (
        Trouble.REFUSED, Trouble.SLOW, Trouble.STATUS, Trouble.TOO_MANY, Trouble.SERVER,
        Trouble.EMPTY, Trouble.MALFORMED, Trouble.ENDLESS, Trouble.NO_ITEMS_READ,
        Trouble.BROKEN_OFF,
    ): lambda: _("Try again in a while; if it goes on, open its page in the browser."),
    (Trouble.LOOP, Trouble.NOT_FOUND, Trouble.GONE, Trouble.SCHEME): lambda: _(
        "Look on its page for the address of the feed."
    ),
    (Trouble.A_PAGE,): lambda: _("Paste the address of the page: Pregón looks for its feed."),
    (Trouble.OFFLINE,): lambda: _("Try again when the network is back."),
    (Trouble.BOMB,): lambda: _("If you know the site well, tell its owner."),
}  # fmt: skip
"""What to do about a site of which nothing was kept, where it is something else."""
