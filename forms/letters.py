"""Letters as text: an office's template and the values of a case become the blocks of a letter.

Templates are Jinja2, one file per letter and language. Administrators write them, so they run in a sandbox; they
choose neither language nor date form, and a name that is missing fails instead of printing nothing.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType
from typing import Literal

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.blocks import LetterText, as_text, read_letter
from forms.letter_context import LetterContext
from forms.letter_days import en_date, zh_date
from matters.errors import OneGoError
from matters.office import LetterKind
from matters.words import Frozen, Language, Text

TEMPLATES = Path(__file__).parent / "templates" / "letters"

Layout = Literal["official", "slip", "form", "licence"]


class LetterUnwritable(OneGoError):
    """A template and the values of a case do not fit."""

    status = 500

    def __init__(self, template: str, language: Language, why: str, line: int = 1) -> None:
        self.template, self.language, self.why, self.line = template, language, why, line
        super().__init__(
            zh=f"文书模板“{template}”（{language}）无法生成：{why}。请管理员核对模板及其所需内容。",
            en=f"Letter template '{template}' ({language}) cannot be filled in: {why}."
            " An administrator should check the template and the values it needs.",
        )


class Letter(Frozen):
    """A letter ready to be shown or printed: both languages, and the values of its head and foot."""

    layout: Layout
    number: str
    on: date
    agency: Text
    code_url: str
    chinese: LetterText
    english: LetterText

    def into(self, language: Language) -> LetterText:
        return self.chinese if language == "zh" else self.english


def write_letter(kind: LetterKind, said: LetterContext, templates: Path = TEMPLATES) -> Letter:
    """The letter of this kind with the values of a case; the same values give the same letter.

    An office's own folder of templates goes before the shipped one. Raises LetterUnwritable when the
    template is wrong or needs a value that is not there.
    """
    return Letter(
        layout=kind.layout,
        number=said.number,
        on=said.on,
        agency=said.agency.name,
        code_url=said.code_url,
        chinese=_fill(_office("zh", templates), kind.template, said),
        english=_fill(_office("en", templates), kind.template, said),
    )


class _UnprintableValue(TemplateError):
    """A template prints something that has no words: nothing at all, or a whole group of values."""


class _Office(ImmutableSandboxedEnvironment):
    """The sandbox that templates of one language run in."""

    def __init__(self, language: Language, templates: Path) -> None:
        super().__init__(
            loader=FileSystemLoader([templates, TEMPLATES]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._printed,
            autoescape=False,  # a letter is not HTML; pages escape its blocks themselves
        )
        self.language = language
        self.filters["lines"] = self._lines
        self.filters["quoted"] = self._quoted
        self.filters["stopped"] = self._stopped
        self.filters["unstopped"] = self._unstopped

    def _printed(self, value: object) -> str:
        """How a value stands in a letter of this language."""
        match value:
            case Text():
                return as_text(value.into(self.language))
            case date():
                return as_text(zh_date(value) if self.language == "zh" else en_date(value))
            case str() | int():
                return as_text(str(value))
            case StrictUndefined():
                return str(value)
            case _:
                raise _UnprintableValue(f"it prints a value of type {type(value).__name__}")

    def _lines(self, value: Text) -> list[str]:
        """A longer text line by line, for templates to set as paragraphs."""
        return [line for line in value.into(self.language).splitlines() if line.strip()]

    def _stopped(self, value: Text) -> str:
        """What an officer wrote, with a full stop at its end."""
        said = self._unstopped(value)
        if not said or said[-1] in "。！？!?":
            return said
        # An officer's own words are Chinese also in the English letter.
        is_english = self.language == "en" and value.en != value.zh
        return f"{said}{'.' if is_english else '。'}"

    def _unstopped(self, value: Text) -> str:
        """The same without one, to stand within a sentence."""
        return as_text(value.into(self.language)).rstrip("。．.；; ")

    def _quoted(self, value: Text) -> str:
        """A name in quotation marks; marks inside it become single (GB/T 15834)."""
        inner = value.into(self.language).replace("“", "‘").replace("”", "’")
        return f"“{inner}”"


@cache
def _office(language: Language, templates: Path) -> _Office:
    return _Office(language, templates)


@cache
def names_in(template: str, templates: Path = TEMPLATES) -> frozenset[str]:
    """The values that a template names, in either language, those of what it includes with them.

    Raises LetterUnwritable where it cannot be read.
    """
    languages: tuple[Language, ...] = ("zh", "en")
    return frozenset().union(
        *(_named(_office(one, templates), f"{template}.{one}.j2") for one in languages)
    )


def _named(office: _Office, file: str) -> frozenset[str]:
    try:
        source = (office.loader or FileSystemLoader([])).get_source(office, file)[0]
        parsed = office.parse(source)
    except TemplateError as error:
        raise LetterUnwritable(file, office.language, str(error), _line_of(error)) from error
    inside = (one for one in meta.find_referenced_templates(parsed) if one is not None)
    own = frozenset(meta.find_undeclared_variables(parsed))
    return own.union(*(_named(office, one) for one in inside))


def _fill(office: _Office, template: str, said: LetterContext) -> LetterText:
    try:
        written = office.get_template(f"{template}.{office.language}.j2").render(_names(said))
        return read_letter(written, office.language)
    except (TemplateError, ValueError) as error:
        why = str(error).rstrip(".")
        raise LetterUnwritable(template, office.language, why, _line_of(error)) from error


def _line_of(error: Exception) -> int:
    """The line of the template at which it went wrong, the innermost where one includes another."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename.endswith(".j2")]
    return lines[0] if lines else 1


def _names(said: LetterContext) -> Mapping[str, object]:
    """The values by name; those that the case has not are left out, so that a template that needs one names it."""
    values = ((name, getattr(said, name)) for name in LetterContext.model_fields)
    return MappingProxyType({name: value for name, value in values if value is not None})
