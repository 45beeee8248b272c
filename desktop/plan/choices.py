"""What the fields of the plan choose from, as it stands now."""

from typing import Any

from core.i18n import _
from core.plan import networks
from core.plan.item import Item
from core.plan.labels import item_name
from core.plan.review import Review
from core.town.model import language_name


class Choices:
    """Keeps the last review; its methods are asked by the fields each time they are shown."""

    def __init__(self) -> None:
        self._review: Review | None = None

    def follow(self, review: Review) -> None:
        """Choose from this plan from now on."""
        self._review = review

    def people(self) -> list[tuple[Any, str]]:
        """Every post of the plan."""
        return self._named(self._review.facts.plan.people if self._review else ())

    def person(self) -> list[tuple[Any, str]]:
        """Nobody, then every post of the plan."""
        return [(None, _("Nobody yet")), *self.people()]

    def channels(self) -> list[tuple[Any, str]]:
        """Every channel of the plan."""
        return self._named(self._review.facts.plan.channels if self._review else ())

    def audiences(self) -> list[tuple[Any, str]]:
        """Every audience of the plan."""
        return self._named(self._review.facts.plan.audiences if self._review else ())

    def contacts(self) -> list[tuple[Any, str]]:
        """Nobody, then every contact of the roster by name."""
        from core.roster.model import in_order

        found: list[tuple[Any, str]] = [(None, _("Nobody yet"))]
        for one in in_order(self._review.facts.contacts if self._review else ()):
            found.append((one.id, f"{one.name} · {one.post}" if one.post else one.name))
        return found

    def contact_name(self, contact_id: int | None) -> str:
        """The name of a contact; empty for nobody and for one who is gone."""
        contacts = self._review.facts.contacts if self._review else ()
        return next((one.name for one in contacts if one.id == contact_id), "")

    def contact_post(self, contact_id: int | None) -> str:
        """What a contact is, else how it is called; empty for nobody."""
        contacts = self._review.facts.contacts if self._review else ()
        return next((one.post or one.name for one in contacts if one.id == contact_id), "")

    def networks(self) -> list[tuple[Any, str]]:
        """Another one, then every channel of the catalogue."""
        return [("", _("Another")), *((one.id, one.name) for one in networks.networks())]

    def languages(self) -> list[tuple[Any, str]]:
        """The languages of the town, then those that only a channel has."""
        if self._review is None:
            return []
        facts = self._review.facts
        spoken = (code for one in facts.plan.channels for code in one.languages)
        codes = dict.fromkeys((*facts.town.languages, *spoken))
        return [(code, language_name(code)) for code in codes]

    @staticmethod
    def _named(items: tuple[Item, ...]) -> list[tuple[Any, str]]:
        return [(one.id, item_name(one)) for one in items]
