"""What the fields of the plan choose from, as it stands now."""

from typing import Any

from core.plan.item import item_name
from core.plan.review import Review
from core.roster.model import in_order
from core.town.model import language_name


class Choices:
    """Keeps the last review; its methods are asked by the fields each time they are shown."""

    def __init__(self) -> None:
        self._review: Review | None = None

    def follow(self, review: Review) -> None:
        """Choose from this plan from now on."""
        self._review = review

    def there(self, to: str) -> list[tuple[Any, str]]:
        """What a field may point at, by the name that it has for it."""
        if self._review is None:
            return []
        facts = self._review.facts
        if to == "contacts":
            contacts = in_order(facts.contacts)
            return [(one.id, " · ".join(filter(None, (one.name, one.post)))) for one in contacts]
        if to == "languages":
            # Those of the town, then those that only a channel has.
            spoken = (code for one in facts.plan.channels for code in one.languages)
            codes = dict.fromkeys((*facts.town.languages, *spoken))
            return [(code, language_name(code)) for code in codes]
        general = facts.plan.general_objectives()
        items = general if to == "objectives" else getattr(facts.plan, to)
        return [(one.id, item_name(one)) for one in items]

    def contact_name(self, contact_id: int | None) -> str:
        """The name of a contact; empty for nobody and for one who is gone."""
        contacts = self._review.facts.contacts if self._review else ()
        return next((one.name for one in contacts if one.id == contact_id), "")

    def contact_post(self, contact_id: int | None) -> str:
        """What a contact is, else how it is called; empty for nobody."""
        contacts = self._review.facts.contacts if self._review else ()
        return next((one.post or one.name for one in contacts if one.id == contact_id), "")
