"""Holidays of Spain and its regions, from the package `holidays` (MIT), as the program ships them.

The package loads 251 countries to say which days Spain rests. `python -m
tests.core.calendar.holiday_table` writes the table anew when it knows more.
"""

import csv
import io
import re
from collections import defaultdict

from holidays.countries.spain import Spain

import resources
from core.calendar.layers import ALL_SPAIN, REGIONS

PATH = resources.path("data", "holidays.csv")
YEARS = range(2024, 2037)


_MASCULINE, _FEMININE = "Año|Día", "Asunción|Epifanía|Fiesta|Inmaculada|Natividad"


def with_article(name: str) -> str:
    """`Lunes siguiente al Día de …` for the package's `Lunes siguiente a Día de …`."""
    name = re.sub(rf"(?<=siguiente a) (?={_FEMININE})", " la ", name)
    return re.sub(rf"(?<=siguiente a) (?={_MASCULINE})", "l ", name)


def table() -> str:
    """A row for each day and name: the regions that rest on it, and its names."""
    resting = defaultdict(list)
    for code in (ALL_SPAIN, *sorted({code for _name, code in REGIONS})):
        spanish, english = (
            Spain(subdiv=None if code == ALL_SPAIN else code, years=YEARS, language=language)
            for language in ("es", "en_US")
        )
        for day, name in spanish.items():
            british = english[day].replace("Labor", "Labour").replace("'", "’")
            resting[day, with_article(name), british].append(code)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["day", "regions", "es", "en"])
    for (day, name, english_name), codes in sorted(resting.items()):
        rows.writerow([day, " ".join(codes), name, english_name])
    return text.getvalue()


if __name__ == "__main__":
    PATH.write_text(table(), encoding="utf-8")
