"""How the command line speaks: in one language, answers to standard output and refusals to standard error."""

from contextvars import ContextVar

from rich.console import Console
from rich.table import Table

from matters.errors import AnswersWrong, OneGoError
from matters.words import Language, Text

LANGUAGE: ContextVar[Language] = ContextVar("language", default="zh")
WIDTH = 118
OUT = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
ERR = Console(highlight=False, soft_wrap=True, markup=False, emoji=False, stderr=True)


def language() -> Language:
    """The language of this run of the command."""
    return LANGUAGE.get()


def into(text: Text) -> str:
    """A text in the language of this run."""
    return text.into(language())


def either(zh: str, en: str) -> str:
    """The one of two that is in the language of this run."""
    return zh if language() == "zh" else en


def say(zh: str, en: str) -> None:
    """Tell the person who called."""
    OUT.print(either(zh, en))


def columns(*titles: tuple[str, str]) -> Table:
    """An empty table with these titles, Chinese and English."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, (zh, en) in enumerate(titles):
        table.add_column(either(zh, en), no_wrap=place == 0)
    return table


def show(table: Table) -> None:
    """Print a table, wide also where nobody says how wide the paper is."""
    Console(highlight=False, width=max(OUT.width, WIDTH)).print(table)


def complain(error: OneGoError) -> None:
    """Tell why it was not done, and the way out; with a form, field by field."""
    ERR.print(error.into(language()), style="red")
    if isinstance(error, AnswersWrong):
        for path, problem in error.problems.items():
            ERR.print(f"  {path}: {into(problem)}")
