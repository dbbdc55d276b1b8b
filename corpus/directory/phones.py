"""Cleans telephone numbers: several in one field, missing codes, any spelling."""

import re
from collections.abc import Iterator

import phonenumbers

from corpus.institution import Phone

COUNTRY = "DE"
SHORTEST_LOCAL = 4
SHORTEST_NUMBER = 6
_PARTS = re.compile(r"\s*[\r\n;,|]+\s*|\s+(?:oder|und|od\.)\s+|\s{2,}(?=\+|0\d)|\s+/\s+(?=0\d)")
_NEW_NUMBER = re.compile(r"(?<=\d)\s+(?=0[1-9]\d{2,4}[\s/-]*\d{4,})")


def read_phones(
    field: str, dialling_code: str = "", kind: str = "voice", purpose: str = ""
) -> tuple[Phone, ...]:
    """All numbers of a field; `dialling_code` ("0208") completes local numbers.

    Valid ones become E.164; what cannot be a number here stays as written.
    """
    phones = (_phone(part, dialling_code, kind, purpose) for part in _parts(field))
    return tuple({phone.number: phone for phone in phones}.values())


def readable(phone: Phone) -> str:
    """A number as Germans write it; others as they came."""
    if not phone.number.startswith("+"):
        return phone.number
    parsed = phonenumbers.parse(phone.number, None)
    national = parsed.country_code == phonenumbers.country_code_for_region(COUNTRY)
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(parsed, style))


def _parts(field: str) -> Iterator[str]:
    """The numbers of a field; a piece too short to be a number belongs to the one that follows."""
    begun = ""
    for part in _PARTS.split(field.strip()):
        for piece in _NEW_NUMBER.split(part):
            begun = f"{begun} {piece.strip()}".strip()
            if len(re.sub(r"\D", "", begun)) >= SHORTEST_NUMBER:
                yield begun
                begun = ""
    if begun:
        yield begun


def _phone(written: str, dialling_code: str, kind: str, purpose: str) -> Phone:
    parsed = _parsed(written, dialling_code)
    if parsed is None:
        return Phone(written, kind, purpose, written)
    cell = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    number = str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return Phone(number, "cell" if cell and kind == "voice" else kind, purpose, written)


def _parsed(written: str, dialling_code: str) -> phonenumbers.PhoneNumber | None:
    """The first reading that is a valid number: as written, with a lost 0, with the city's code."""
    digits = re.sub(r"\D", "", written)
    code = re.sub(r"\D", "", dialling_code)
    complete = bool(code) and digits.startswith(code[1:]) and len(digits) > len(code) + SHORTEST_LOCAL
    tries = [f"0{digits}", written] if complete else [written, f"0{digits}"]
    if code and not complete and not written.startswith(("0", "+")) and len(digits) >= SHORTEST_LOCAL:
        tries = [f"{code}{digits}", *tries]
    for text in tries:
        try:
            parsed = phonenumbers.parse(text, COUNTRY)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return parsed
    return None
