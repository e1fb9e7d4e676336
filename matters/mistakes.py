"""Mistakes in what an administrator wrote: where, what is wrong, and how to put it right."""

import difflib
from collections.abc import Iterable
from typing import TypeVar

from matters.errors import OneGoError
from matters.words import Frozen, Language, Text


class Mistake(Frozen):
    """One mistake at one place of one file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    path: str
    """Where in the document, e.g. `steps[food-licence].item.limit`; empty for the whole file."""
    what: Text
    hint: Text | None = None

    def sentence(self, language: Language) -> str:
        """`file:line: path: what. hint`, as editors and terminals can follow it."""
        place = f"{self.file}:{self.line}: " + (f"{self.path}: " if self.path else "")
        gap = "" if language == "zh" else " "
        hint = gap + self.hint.into(language) if self.hint else ""
        return place + self.what.into(language) + hint


class Caution(Mistake):
    """Something that is allowed but may not be meant; it is said, and stops nothing."""

    @classmethod
    def of(cls, mistake: Mistake) -> "Caution":
        """The same place and words, only to be thought about."""
        return cls.model_construct(**dict(mistake))


class MistakesFound(OneGoError):
    """The files of the catalogue, or one of them, cannot be used as they are."""

    status = 422

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = in_order(mistakes)
        count = len(self.mistakes)
        zh = "\n".join(one.sentence("zh") for one in self.mistakes)
        en = "\n".join(one.sentence("en") for one in self.mistakes)
        super().__init__(
            zh=f"共发现{count}处错误，请逐一更正后重试：\n{zh}",
            en=f"{count} mistake(s) found; correct each and try again:\n{en}",
        )


Told = TypeVar("Told", bound=Mistake)


def in_order(mistakes: Iterable[Told]) -> tuple[Told, ...]:
    """By file and line; what is wrong with one place for two reasons of the same words, once."""
    once = {(one.file, one.line, one.column, one.what.zh): one for one in mistakes}
    return tuple(sorted(once.values(), key=lambda one: (one.file, one.line, one.column)))


def nearest(written: str, right: Iterable[str]) -> str | None:
    """The right name that was most likely meant, if any comes near."""
    names = {name.lower(): name for name in right}
    found = difflib.get_close_matches(written.lower(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def unknown(what: Text, written: str, right: Iterable[str]) -> tuple[Text, Text | None]:
    """“Unknown step ‘x’” with the nearest right name, or the list when it is short."""
    names = sorted(set(right))
    said = Text(zh=f"不认识的{what.zh}“{written}”。", en=f"Unknown {what.en} “{written}”.")
    meant = nearest(written, names)
    if meant is not None:
        return said, Text(zh=f"您是否想写“{meant}”？", en=f"Did you mean “{meant}”?")
    return said, one_of(names)


_FEW = 15


def one_of(names: Iterable[str]) -> Text | None:
    """“Write one of: …”, or nothing when there are none or too many to read."""
    listed = list(names)
    if not 0 < len(listed) <= _FEW:
        return None
    return Text(zh=f"可写：{'、'.join(listed)}。", en=f"Write one of: {', '.join(listed)}.")
