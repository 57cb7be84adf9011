"""Who a candidate or a document's subject is, by a valid citizen id together with a name; as Spark expressions.

The rules are those of `identifiers.citizen_ids` and `identifiers.names` on values that ingest has already turned to
half width, said again in Spark's own language because they run over every judgment of a city; a test holds the two
together. Functions here make columns and need a session.
"""

from __future__ import annotations

from datetime import date

from pyspark.sql import Column
from pyspark.sql import functions as F

_CHECK_DIGITS = "10X98765432"
_FIRST_BIRTH_YEAR = 1860
_DOTS = r"\s*[·•‧∙・･●⋅.]\s*"
_CHINESE = r"\x{2e80}-\x{9fff}\x{20000}-\x{3ffff}"
_MASKS = "X×●•○◯■□_#?…"
"""What hides a character before the last, besides an asterisk."""
_LEAST_VISIBLE = 7
"""Characters of a masked number that must be readable before it is compared: area code and check digit."""


def number_form(written: Column) -> Column:
    """A citizen id without spaces and hyphens, in upper case; null stays null."""
    return F.upper(F.translate(written, " \t'-", ""))


def valid_number(number: Column, as_of: date) -> Column:
    """The number where its form, check digit and birth date are right (GB 11643-1999), else null."""
    # 13 = 2 modulo 11, so reading 17 digits in base 13 gives the weighted sum; the largest, 6.5e18, fits a bigint.
    total = F.conv(F.substring(number, 1, 17), 13, 10).cast("bigint") % 11 * 2
    check_digit = F.substring(F.lit(_CHECK_DIGITS), (total % 11 + 1).cast("int"), F.lit(1))
    birth = birth_on(number)
    right = (
        (F.length(number) == 18)
        & number.rlike("^[0-9]{17}[0-9X]$")
        & (F.substring(number, 18, 1) == check_digit)
        & (F.year(birth) >= _FIRST_BIRTH_YEAR)
        & (birth <= F.lit(as_of))
    )
    return F.when(right, number)


def birth_on(number: Column) -> Column:
    """The birth date a number of 18 characters carries; null where those digits are no date."""
    return F.try_to_date(F.substring(number, 7, 8), "yyyyMMdd")


def name_form(written: Column) -> Column:
    """Normal form of a person's name as in `identifiers.names.person_name_form`; null for an empty one."""
    text = F.regexp_replace(F.trim(written), rf"(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])", "")
    dotted = F.when(text.rlike(r"^\p{ASCII}*$"), text).otherwise(F.regexp_replace(text, _DOTS, "·"))
    form = F.upper(F.regexp_replace(F.trim(dotted), r"\s+", " "))
    return F.when(form != "", form)


def may_be_the_same(written: Column, number: Column) -> Column:
    """Whether a number that is not valid may be a damaged or masked writing of a valid one: one character apart, its
    readable beginning and end those of the valid one, or the old 15-digit form. Never proof; false for a null."""
    body = F.translate(F.substring(written, 1, 17), _MASKS, "*" * len(_MASKS))
    hidden = F.concat(body, F.substring(written, 18, 1))
    beginning, end = F.substring_index(hidden, "*", 1), F.substring_index(hidden, "*", -1)
    masked = (
        (F.length(written) == 18)
        & hidden.contains("*")
        & (F.length(beginning) + F.length(end) >= _LEAST_VISIBLE)
        & number.startswith(beginning)
        & number.endswith(end)
    )
    old_form = written == F.concat(F.substring(number, 1, 6), F.substring(number, 9, 9))
    return F.coalesce(masked | old_form | (F.levenshtein(written, number, 1) >= 0), F.lit(False))
