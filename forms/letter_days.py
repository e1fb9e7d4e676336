"""Days as letters write them."""

from datetime import date


def zh_date(day: date) -> str:
    """2026年3月5日: Arabic numerals without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def en_date(day: date) -> str:
    """5 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
