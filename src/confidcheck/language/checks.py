"""Check digits of identifiers, each with the published algorithm it follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _digits(text: str) -> list[int]:
    return [int(c) for c in text if c.isascii() and c.isdigit()]


def _weighted(digits: list[int], first: int) -> int:
    """Sum of the digits, weighted `first`, `first` - 1, and so on."""
    return sum(digit * weight for digit, weight in zip(digits, range(first, 0, -1), strict=False))


def is_nhs_number(text: str) -> bool:
    """Modulus 11 over nine digits weighted 10 to 2 (NHS Data Dictionary, attribute NHS NUMBER)."""
    digits = _digits(text)
    return len(digits) == 10 and 11 - (_weighted(digits[:9], 10) % 11 or 11) == digits[9]


def is_chi_number(text: str) -> bool:
    """A date of birth DDMMYY, four digits, the last by modulus 11 (NHS Scotland, Community Health Index)."""
    digits = _digits(text)
    if len(digits) != 10:
        return False
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    return 1 <= day <= 31 and 1 <= month <= 12 and is_nhs_number(text)


def is_pps_number(text: str) -> bool:
    """Modulus 23 over seven digits weighted 8 to 2 and a second letter weighted 9 (Ireland, Revenue: PPS number)."""
    match = re.fullmatch(r"(\d{7})([A-W])([A-IW]?)", re.sub(r"\s", "", text).upper())
    if not match:
        return False
    second = {"": 0, "W": 0}.get(match[3], ord(match[3] or "@") - ord("@"))
    rest = (_weighted(_digits(match[1]), 8) + 9 * second) % 23
    return match[2] == ("W" if rest == 0 else chr(ord("@") + rest))


def is_luhn(text: str) -> bool:
    """The Luhn formula, modulus 10 (ISO/IEC 7812-1, annex B): Canadian SIN, payment cards."""
    digits = _digits(text)[::-1]
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[1::2])
    return len(digits) > 1 and len(set(digits)) > 1 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_nhi_number(text: str) -> bool:
    """New Zealand's National Health Index, both forms (HISO 10046: modulus 11, and modulus 24 for the newer ones)."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    text = text.upper()
    if not re.fullmatch(r"[A-HJ-NP-Z]{3}\d\d(?:\d\d|[A-HJ-NP-Z]{2})", text):
        return False
    values = [int(c) if c.isdigit() else letters.index(c) + 1 for c in text]
    rest = _weighted(values[:6], 7)
    if text[6].isdigit():
        return rest % 11 != 0 and (11 - rest % 11) % 10 == values[6]
    return 24 - rest % 24 == values[6]


def is_phone_length(text: str) -> bool:
    """Seven to fifteen digits (ITU-T E.164 allows fifteen at most), and not one digit over and over."""
    digits = _digits(text)
    return 7 <= len(digits) <= 15 and len(set(digits)) > 1


def has_digit(text: str) -> bool:
    """Reference numbers hold a digit somewhere; the word after “claim” often does not."""
    return any(c.isdigit() for c in text)


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "chi-number": is_chi_number,
    "digit": has_digit,
    "luhn": is_luhn,
    "nhi-number": is_nhi_number,
    "nhs-number": is_nhs_number,
    "phone-length": is_phone_length,
    "pps-number": is_pps_number,
}
