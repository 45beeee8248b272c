"""What is copied and sent of an item of the calendar."""

from collections.abc import Sequence

from core.calendar.model import CalendarItem
from core.days import weekday
from core.exchange.outgoing import Outgoing


def of_item(item: CalendarItem, where: str, languages: Sequence[str]) -> Outgoing:
    """Its text in each of the languages, and below it when and where it goes out."""
    texts = [item.text(None, language) for language in languages]
    text = "\n\n".join(filter(None, texts)) or item.any_text(languages)
    day = weekday(item.day) if item.day else ""
    hour = f"{item.hour:%H:%M}" if item.hour else ""
    return Outgoing(item.title, text, " · ".join(filter(None, (day, hour, where))), item.link)
