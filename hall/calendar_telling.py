"""A change of the working calendar, in words. Pure."""

from forms.letter_days import en_date, zh_date
from hall.told import Told
from matters.calendar_facts import CalendarChanged, DateMoved
from matters.rules import Rules
from matters.words import Text


def moved_words(one: DateMoved) -> Text:
    """One day that moved: which clock, from which day to which."""
    return Text(
        zh=f"{one.title.zh}：{zh_date(one.before)}改为{zh_date(one.after)}",
        en=f"{one.title.en}: {en_date(one.before)} becomes {en_date(one.after)}",
    )


def calendar_changed(fact: CalendarChanged, rules: Rules) -> Told:
    """Which days of the case moved, and why."""
    words = [moved_words(one) for one in fact.moved]
    years = "、".join(f"{year}年" for year in fact.years)
    en_years = ", ".join(map(str, fact.years))
    return Told(
        Text(
            zh=f"工作日历调整（{years}），期限日期有变",
            en=f"The working calendar of {en_years} changed, and with it days of this case",
        ),
        Text(
            zh=f"{'；'.join(one.zh for one in words)}。原因：{fact.reason}",
            en=f"{'; '.join(one.en for one in words)}. Reason: {fact.reason}",
        ),
        "warn",
    )


CALENDAR_TELLERS = {CalendarChanged: calendar_changed}
