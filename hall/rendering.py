"""Pages from templates: one environment for each language, so that words and dates need no context."""

import hashlib
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from forms.letter_days import en_date, zh_date
from matters.case import CHINA
from matters.elapsed import promised
from matters.units import unit_words
from matters.words import Language, Text

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


def render(template: str, language: Language, **context: object) -> str:
    """A page in one language. A name that the template uses and the context lacks is an error."""
    return _environment(language).get_template(template).render(context)


@cache
def _environment(language: Language) -> Environment:
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    pages.globals.update(
        language=language,
        say=partial(say, language),
        day=partial(day, language),
        moment=partial(moment, language),
        stamp=stamp,
        asset=asset,
        promised=promised,
        unit_words=lambda unit: unit_words(unit, language) if unit else unit,
    )
    return pages


def say(language: Language, zh: str | Text, en: str | None = None) -> str:
    """Words in the language: `say("受理", "Accept")`, or a `Text`."""
    if isinstance(zh, Text):
        return zh.into(language)
    if en is None:
        raise TypeError(f"{zh!r} is said in Chinese only")
    return zh if language == "zh" else en


def day(language: Language, on: date | None) -> str:
    """2026年3月5日, 5 March 2026; a dash for no day (GB/T 9704: no leading zeros)."""
    if on is None:
        return "—"
    return zh_date(on) if language == "zh" else en_date(on)


def moment(language: Language, at: datetime | None) -> str:
    """The same with the time of day in China."""
    if at is None:
        return "—"
    there = at.astimezone(CHINA)
    separator = " " if language == "zh" else ", "
    return f"{day(language, there.date())}{separator}{there:%H:%M}"


def stamp(at: datetime | date | None) -> str:
    """A day or moment for the columns of dense tables: 2026-03-05, 2026-03-05 09:30."""
    match at:
        case datetime():
            return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        case date():
            return at.isoformat()
        case None:
            return "—"


@cache
def asset(name: str) -> str:
    """The address of a file of the look; it changes with its content, so browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:10]}"
