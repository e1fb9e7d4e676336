"""What is missing or written wrongly in a form, said of each place by the label that stands on it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forms.characters import narrow
from forms.problems import (
    NOT_A_DATE,
    NOT_AN_OPTION,
    NOT_WHOLE,
    WrongValue,
    too_big,
    too_long,
    too_small,
)
from forms.values import read_date
from hall.posted import Posted
from hall.spots import Sheet, Spot, Typed
from matters.errors import ActRefused, OneGoError
from matters.words import Text

SENT_AS: Mapping[str, str] = {"place": "where", "again": "because"}
"""What has another name in a form: its `place` is the part of the step that the form is for."""
LONGEST = 2000
"""Characters of one place; the acts allow no more."""
NOT_CHOSEN = ActRefused(
    zh="填写不完整：请选择列表中的选项，并填写日期和必填内容后再提交。",
    en="Something is missing: choose from the lists, write the dates and what is needed, then submit again.",
)
"""Of what has no place on the form."""
MISWRITTEN = Text(
    zh="填写的格式不正确，请核对。", en="This is not written as it should be. Check it."
)

Said = TypeVar("Said", bound=BaseModel)


class Mistake(NamedTuple):
    """What is wrong at one place; with no words, nothing stands there."""

    spot: Spot
    wrong: Text | None = None

    @property
    def text(self) -> Text:
        return self.wrong or (PICK if self.spot.is_chosen else WRITE)


PICK = Text(zh="请选择。", en="Choose one.")
WRITE = Text(zh="请填写。", en="Fill this in.")


class Line(NamedTuple):
    """Places of a form of which the same is said: their names and labels."""

    lead: Text
    places: tuple[tuple[str, Text], ...]

    @property
    def text(self) -> Text:
        zh = "、".join(label.zh for _, label in self.places)
        en = "; ".join(label.en for _, label in self.places)
        return Text(zh=f"{self.lead.zh}{zh}。", en=f"{self.lead.en}{en}.")


_LEADS: tuple[Text, ...] = (
    Text(zh="请填写：", en="Fill in: "),
    Text(zh="请选择：", en="Choose: "),
    Text(zh="请更正：", en="Correct: "),
)


class FormWrong(OneGoError):
    """A form in which something is missing or written wrongly: each place of it by its label."""

    status = 422

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        self.lines = tuple(_lines(mistakes))
        zh = "".join(one.text.zh for one in self.lines)
        super().__init__(zh=zh, en=" ".join(one.text.en for one in self.lines))

    @property
    def problems(self) -> dict[str, Text]:
        """What is said beside each place, by its name."""
        return {one.spot.name: one.text for one in self.mistakes}


def _lines(mistakes: tuple[Mistake, ...]) -> Iterator[Line]:
    for number, lead in enumerate(_LEADS):
        places = tuple(
            (m.spot.name, _bare(m.spot.label)) for m in mistakes if _lead_of(m) == number
        )
        if places:
            yield Line(lead, places)


def _bare(label: Text) -> Text:
    """A label in the middle of a sentence: a question without its mark."""
    return Text(zh=label.zh.rstrip("？"), en=label.en.rstrip("?"))


def _lead_of(mistake: Mistake) -> int:
    if mistake.wrong is not None:
        return 2
    return 1 if mistake.spot.is_chosen else 0


def problems_of(error: OneGoError) -> dict[str, Text]:
    """What is said beside the places of a form, by their names; nothing where the refusal is about no one place."""
    match error:
        case FormWrong():
            return error.problems
        case ActRefused(field=str(field)):
            return {SENT_AS.get(field, field): error.text}
        case _:
            return {}


def sheets_of(
    forms: Mapping[str, tuple[Spot, ...]], act: str, posted: Posted, refused: OneGoError | None
) -> dict[str, Sheet]:
    """The forms of a page by their acts; the one that was refused with what was typed and what is wrong with it."""
    sheets = {name: Sheet(name, spots) for name, spots in forms.items()}
    if refused and act in forms:
        sheets[act] = Sheet(act, forms[act], Typed(posted), problems_of(refused))
    return sheets


def understood(
    kind: type[Said],
    said: Mapping[str, object],
    posted: Posted,
    spots: Iterable[Spot],
    wrong: Mapping[str, Text] | None = None,
) -> Said:
    """What was said, read as an act of the kind; `wrong`: what is known to be wrong, by the names of the places.

    Raises FormWrong with every place that is empty or wrong, ActRefused where what is wrong has no place on the form.
    """
    spots = tuple(spots)
    known = wrong or {}
    if not known.keys() <= {one.name for one in spots}:
        raise NOT_CHOSEN
    found = {one.name: Mistake(one, known[one.name]) for one in spots if one.name in known}
    found |= {one.spot.name: one for one in unfilled(posted, spots)}
    read = dict(said)
    for one in spots:
        try:
            read |= _read(one, read)
        except WrongValue as slip:
            found.setdefault(one.name, Mistake(one, slip.text))
    try:
        act = kind.model_validate(read)
    except ValidationError as invalid:
        for error in invalid.errors(include_input=False, include_url=False):
            mistake = _mistake(error, posted, spots)
            found.setdefault(mistake.spot.name, mistake)
    else:
        if not found:
            return act
    raise FormWrong(tuple(found[one.name] for one in spots if one.name in found))


def _read(spot: Spot, said: Mapping[str, object]) -> dict[str, str]:
    """A day or a whole number as people write it; an act by itself would take seconds since 1970 for a day.

    Raises WrongValue.
    """
    written = said.get(spot.name)
    if not isinstance(written, str) or spot.kind not in ("date", "number"):
        return {}
    if spot.kind == "date":
        return {spot.name: read_date(written).isoformat()}
    if not _WHOLE.fullmatch(number := narrow(written)):
        raise WrongValue(NOT_WHOLE)
    return {spot.name: number}


_WHOLE = re.compile("[0-9]{1,9}")


def unfilled(posted: Posted, spots: Iterable[Spot]) -> Iterator[Mistake]:
    """The places in which something must stand and nothing does, and those in which too much does."""
    for spot in spots:
        written = posted.texts(spot.name)
        longest = max((len(one) for one in written), default=0)
        if longest > LONGEST:
            yield Mistake(spot, too_long(LONGEST, longest))
        elif spot.required and not any(written):
            yield Mistake(spot)


def check_length(posted: Posted, spots: Iterable[Spot]) -> None:
    """Raises ActRefused where too much was sent that stands in no place of the form."""
    named = {one.name for one in spots}
    if any(len(one) > LONGEST for n in posted.names() if n not in named for one in posted.texts(n)):
        raise ActRefused(
            zh=f"填写的内容过长：每一项不超过{LONGEST}字。请精简后再提交。",
            en=f"That is too long: at most {LONGEST} characters in each place. Shorten it.",
        )


def _mistake(error: ErrorDetails, posted: Posted, spots: tuple[Spot, ...]) -> Mistake:
    field = str(error["loc"][0]) if error["loc"] else ""
    names = (SENT_AS.get(field, field), field)
    spot = next((one for one in spots if one.name in names), None)
    if spot is None:
        raise NOT_CHOSEN
    return Mistake(spot, _wrong(error, spot, posted))


def _wrong(error: ErrorDetails, spot: Spot, posted: Posted) -> Text | None:
    """What the mistake is; None if nothing was written or chosen."""
    limits = error.get("ctx", {})
    match error["type"]:
        case _ if not any(posted.texts(spot.name)):
            return None
        case "string_too_long":
            longest = max(len(one) for one in posted.texts(spot.name))
            return too_long(limits["max_length"], longest)
        case "greater_than_equal":
            return too_small(limits["ge"], spot.unit)
        case "less_than_equal":
            return too_big(limits["le"], spot.unit)
        case kind if kind.startswith("int_"):
            return NOT_WHOLE
        case kind if kind.startswith("date_"):
            return NOT_A_DATE
        case _ if spot.is_chosen:
            return NOT_AN_OPTION
        case _:
            return _as_helped(spot)


def _as_helped(spot: Spot) -> Text:
    """What its help says is how it should be written."""
    if spot.help is None:
        return MISWRITTEN
    return Text(
        zh=f"填写的格式不正确：{spot.help.zh}。",
        en=f"This is not written as it should be: {spot.help.en}.",
    )
