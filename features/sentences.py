"""Reading a value out: how numbers, shares, sums and days are written in sentences, in Chinese and English."""

from __future__ import annotations

from features.declaration import Declared, Unit

_UNKNOWN: dict[Unit, tuple[str, str]] = {
    "number": ("数目不详的", "an unknown number of"),
    "share": ("比例不详", "an unknown share"),
    "days": ("天数不详", "an unknown number of days"),
    "fen": ("金额不详", "an unknown sum"),
    "percent": ("比率不详", "an unknown rate"),
    "level": ("程度不详", "an unknown level"),
    "yes_no": ("不详", "unknown"),
}


def written(value: float | None, unit: Unit) -> tuple[str, str]:
    """A value as it is read in Chinese and in English; null reads as unknown.

    Shares come as percentages without decimals, sums in yuan, other numbers with one decimal where they have any.
    """
    if value is None or value != value:
        return _UNKNOWN[unit]
    if unit == "yes_no":
        return ("是", "yes") if value else ("否", "no")
    if unit == "share":
        text = f"{value * 100:.0f}%"
        return text, text
    if unit == "fen":
        return f"{value / 100:,.0f}元", f"¥{value / 100:,.0f}"
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    if unit == "percent":
        return f"{text}%", f"{text}%"
    if unit == "days":
        return f"{text}天", f"{text} day" if value == 1 else f"{text} days"
    return text, text


def said(text: str, value: float | None, value_words: str) -> str:
    """A declared sentence with its value in place; {s} is a plural's ending, which one of a thing does not have."""
    return text.replace("{value}", value_words).replace("{s}", "" if value == 1 else "s")


def window_days(declared: Declared) -> str:
    """How many days a feature looks back, as its name says."""
    return declared.name.rsplit("_", 1)[1].removeprefix("known").removesuffix("d")


def sentence(declared: Declared, value: float | None) -> tuple[str, str]:
    """What a feature's value says, in Chinese and English; without names, because features have none."""
    zh, en = written(value, declared.unit)
    days = window_days(declared)
    return (
        said(declared.zh, value, zh).replace("{days}", days),
        said(declared.en, value, en).replace("{days}", days),
    )
