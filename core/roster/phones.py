"""Phone numbers as a Spanish town hall writes them: nine digits, emergency numbers, extensions."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import InvalidValue
from core.i18n import _
from core.text import clean

MAX_LENGTH = 60
"""Characters of the longest field that is still one phone."""

SPANISH_DIGITS = 9
_WORD = r"(?:extensi[oó]n|ext|interno|internal|int|x)(?![^\W\d_])"
_EXTENSION_ONLY = re.compile(rf"{_WORD}[\s.:]*(\d{{1,7}})", re.I)
_EXTENSION_WORD = re.compile(rf"(?<=[\d\s),]){_WORD}[\s.:]*(?=\d)", re.I)
_SEVERAL = re.compile(
    r"\d[\d\s.()-]{5,}[/;|]"  # 924 80 00 00 / …
    r"|\d{6,}\s*,\s*\d"  # 924800000, 6…
    r"|\d[\d\s]{7,}\s(?:o|ó|y|or|and)\s"
    r"|^\d{3}\s*[/;|,]\s*\d{3}$",  # 112 / 062
    re.I,
)


class LineKind(StrEnum):
    """What answers at the other end."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SPECIAL = "special"
    """800, 900, 901, 902 and the like: not to be reached from everywhere."""
    SHORT = "short"
    """112, 062, 016: dialled as they are, only inside the country."""
    EXTENSION = "extension"
    """Inside the house; there is no number to reach it from outside."""
    INTERNATIONAL = "international"


@dataclass(frozen=True)
class ParsedPhone:
    """One number, understood."""

    raw: str
    """As it was typed."""
    e164: str | None
    """`+34924800000`; None for short numbers and bare extensions."""
    display: str
    """As it is shown and printed: `924 80 00 00 ext. 12`."""
    kind: LineKind
    extension: str = ""


def parse(text: str, region: str = "ES") -> ParsedPhone:
    """The phone behind what was typed or imported; `region` is an ISO 3166 code.

    Raises InvalidValue with the reason. A Spanish number of the right length and beginning is
    accepted even where the library knows no such range: ranges are opened after it was made.
    """
    raw = clean(text)
    _refuse(raw)
    alone = _EXTENSION_ONLY.fullmatch(raw)
    if alone:
        shown = _("ext. {number}").format(number=alone[1])
        return ParsedPhone(text, None, shown, LineKind.EXTENSION, alone[1])
    short = _short(raw, region)
    if short:
        return ParsedPhone(text, None, short, LineKind.SHORT)
    return _full(text, raw, region)


def _refuse(raw: str) -> None:
    if not raw:
        raise InvalidValue(_("There is no phone number."), _("Type it with all its digits."))
    if not any(char.isdigit() for char in raw):
        raise InvalidValue(
            _("A phone number is written with digits."), _("Type it with all its digits.")
        )
    if len(raw) > MAX_LENGTH:
        raise InvalidValue(_("The number is too long."), _("Keep remarks in the note."))
    bare = re.sub(r"^tel:", "", raw.replace(";ext=", " ext. "), flags=re.I)
    if _SEVERAL.search(bare):
        raise InvalidValue(
            _("There are several numbers in one field."), _("Write each in a field of its own.")
        )
    if any(char.isalpha() for char in _EXTENSION_WORD.sub("", _EXTENSION_ONLY.sub("", bare))):
        raise InvalidValue(
            _("The number has letters in it."), _("Keep remarks in the note; “ext. 12” is fine.")
        )


def _short(raw: str, region: str) -> str | None:
    """Emergency and other short numbers, which have no country code."""
    from phonenumbers import NumberParseException, parse, shortnumberinfo

    if raw.startswith(("+", "00")) or len(re.sub(r"\D", "", raw)) > 6:
        return None
    try:
        number = parse(raw, region)
    except NumberParseException:
        return None
    if number.extension or not shortnumberinfo.is_valid_short_number_for_region(number, region):
        return None
    digits = f"{'0' * _zeros(number)}{number.national_number}"
    return digits if len(digits) <= 5 else f"{digits[:3]} {digits[3:]}"


def _zeros(number: Any) -> int:
    return (number.number_of_leading_zeros or 1) if number.italian_leading_zero else 0


def _full(text: str, raw: str, region: str) -> ParsedPhone:
    import phonenumbers

    # “int. 12” is what Spanish switchboards write; the library knows “ext.”.
    asked = _EXTENSION_WORD.sub(" ext. ", raw)
    try:
        number = phonenumbers.parse(asked, region)
    except phonenumbers.NumberParseException as error:
        raise _unreadable(raw, error) from error
    spanish = number.country_code == 34
    _check_spanish(number) if spanish else _check_foreign(number)
    kind = _kind(number) if spanish else LineKind.INTERNATIONAL
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    extension = number.extension or ""
    shown = _shown(number)
    if extension:
        shown = _("{phone} ext. {extension}").format(phone=shown, extension=extension)
    return ParsedPhone(text, e164, shown, kind, extension)


def _unreadable(raw: str, error: Any) -> InvalidValue:
    from phonenumbers import NumberParseException

    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return InvalidValue(_("No country has this prefix."), _("Spain is +34."))
    if error.error_type == NumberParseException.TOO_LONG:
        return InvalidValue(
            _("The number is too long."),
            _("Type only the digits of one number."),
            detail=str(error),
        )
    if sum(char.isdigit() for char in raw) < SPANISH_DIGITS:
        return InvalidValue(
            _("The number is too short."), _("Type it with all its digits."), detail=str(error)
        )
    return InvalidValue(
        _("This is not a phone number."), _("Type it with all its digits."), detail=str(error)
    )


def _check_spanish(number: Any) -> None:
    digits = f"{'0' * _zeros(number)}{number.national_number}"
    rule = _("A Spanish number has nine digits and starts with 6, 7, 8 or 9.")
    if len(digits) < SPANISH_DIGITS:
        raise InvalidValue(
            _("The number is too short: it has {count} digits.").format(count=len(digits)), rule
        )
    if len(digits) > SPANISH_DIGITS:
        raise InvalidValue(
            _("The number is too long: it has {count} digits.").format(count=len(digits)), rule
        )
    if digits[0] not in "6789":
        raise InvalidValue(_("This is not a Spanish number."), rule)


def _check_foreign(number: Any) -> None:
    import phonenumbers
    from phonenumbers import ValidationResult

    reason = phonenumbers.is_possible_number_with_reason(number)
    prefix = f"+{number.country_code}"
    if reason == ValidationResult.TOO_LONG:
        raise InvalidValue(
            _("The number is too long for {prefix}.").format(prefix=prefix),
            _("Type only the digits of one number."),
        )
    if reason != ValidationResult.IS_POSSIBLE:
        raise InvalidValue(
            _("The number is too short for {prefix}.").format(prefix=prefix),
            _("Type it with all its digits."),
        )


def _kind(number: Any) -> LineKind:
    """By the numbering plan: 6 and 7 mobile (but for 70), 80 and 90 special, others landline."""
    digits = str(number.national_number)
    if digits.startswith(("70", "80", "90")):
        return LineKind.SPECIAL
    return LineKind.MOBILE if digits[0] in "67" else LineKind.LANDLINE


def _shown(number: Any) -> str:
    import phonenumbers

    style = phonenumbers.PhoneNumberFormat
    # Without its extension, which is said in the person's language.
    bare = phonenumbers.PhoneNumber(
        country_code=number.country_code,
        national_number=number.national_number,
        italian_leading_zero=number.italian_leading_zero,
        number_of_leading_zeros=number.number_of_leading_zeros,
    )
    return str(
        phonenumbers.format_number(
            bare, style.NATIONAL if number.country_code == 34 else style.INTERNATIONAL
        )
    )
