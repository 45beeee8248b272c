"""Numbers as people write them in the current language."""

from core import i18n

_NARROW = "\u202f"
_A_HAIR = 1e-6


def number(value: float, places: int = 1) -> str:
    """`1234,5` and `12 345` in Spanish, with blanks that do not break, `1,234.5` in English.

    At most `places` decimals, none when whole.
    """
    text = f"{value:,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    if i18n.current() == "en":
        return text
    if len(text.partition(".")[0].strip("-")) == len("9,999"):
        text = text.replace(",", "")
    return text.translate({ord(","): _NARROW, ord("."): ","})


def percent(value: float, places: int = 0) -> str:
    """`61 %` in Spanish, with the narrow blank that does not break; `61%` in English."""
    shown = number(value, places)
    return f"{shown}%" if i18n.current() == "en" else f"{shown}{_NARROW}%"


def hours(value: float) -> str:
    """`2,5 h`, in both languages."""
    return f"{hour_figure(value)}{_NARROW}h"


def hour_figure(value: float) -> str:
    """`27` of 27.04 hours, but `2,25`: a quarter of an hour is told, and adds up."""
    quarters = value * 4
    return number(value, 2 if abs(quarters - round(quarters)) < _A_HAIR else 1)
