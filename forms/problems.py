"""What can be wrong with an answer, as sentences that say how to put it right; none repeats what was written."""

from matters.errors import OneGoError
from matters.mistakes import nearest
from matters.units import with_unit
from matters.words import Text

_SHOWN_OF_A_PATH = 60
"""Somebody could have written a personal value in its place."""


class WrongValue(OneGoError):
    """An answer that cannot be right."""

    status = 422

    def __init__(self, problem: Text) -> None:
        super().__init__(zh=problem.zh, en=problem.en)


class NotApplicableHere(OneGoError):
    """Nothing can be done here for this applicant: why, and where to go (domain 3.3)."""

    status = 422

    def __init__(self, why: Text, go: Text) -> None:
        super().__init__(
            zh=f"不能在此办理：{why.zh}去向：{go.zh}",
            en=f"This cannot be handled here. {why.en} Where to go: {go.en}",
        )
        self.why = why
        self.go = go


NOTHING_APPLIES = NotApplicableHere(
    why=Text(
        zh="按所填写的情形，本事项没有可办理的环节。",
        en="Nothing in this matter applies to the situation as it is described.",
    ),
    go=Text(
        zh="请核对情形问题的回答；如回答无误，请到综合咨询窗口确认应办理的事项。",
        en="Check the answers to the questions; if they are right, ask at the information desk"
        " which matter is yours.",
    ),
)

NOT_A_TEXT = Text(zh="应填写文字。请重新填写。", en="This should be text. Write it again.")
UNSEEN = Text(
    zh="内容中有看不见的控制字符（可能由复制带入）。请删除后手工输入。",
    en="There are invisible control characters in it, perhaps from copying. Delete it and type it.",
)
ONE_LINE = Text(
    zh="应写在一行内。请删除换行和制表符。",
    en="It should be one line. Remove line breaks and tabs.",
)
NOT_A_DATE = Text(
    zh="不是有效的日期。请按“2026年3月5日”或“2026-03-05”的格式填写。",
    en="This is no date. Write it like 2026-03-05.",
)
YEAR_OUT_OF_RANGE = Text(
    zh="日期的年份应在1900年至2100年之间。请核对。",
    en="The year of the date should be between 1900 and 2100. Check it.",
)
NOT_A_NUMBER = Text(
    zh="应填写数字，例如1200或85.5。请不要填写单位和其他文字。",
    en="This should be a number, such as 1200 or 85.5, without a unit or other words.",
)
NOT_WHOLE = Text(zh="应填写整数，不带小数。", en="This should be a whole number, without decimals.")
TOO_LARGE = Text(
    zh="数字过大，或者小数位数过多。请核对。",
    en="The number is too large, or has too many decimals. Check it.",
)
NOT_YES_OR_NO = Text(zh="请选择“是”或“否”。", en="Choose yes or no.")
NOT_AN_OPTION = Text(
    zh="不在可选范围内。请从所列选项中选择一项。", en="This is not one of the options. Choose one."
)
NOT_ALL_OPTIONS = Text(
    zh="所选内容中有不在可选范围内的。请从所列选项中选择。",
    en="Not everything chosen is one of the options. Choose from the list.",
)
NOT_A_LIST = Text(
    zh="应填写列表，每行一个。请重新填写。",
    en="This should be a list, one in a line. Write it again.",
)
FOREIGN_CHARACTERS = Text(
    zh="号码只能由数字和英文字母组成。请核对。",
    en="The number has only digits and Latin letters. Check it.",
)
NOT_ROWS = Text(
    zh="应填写多行，每行包含各字段。请重新填写。",
    en="These should be rows, each with its fields. Write them again.",
)
PRODUCED = Text(
    zh="此项由办理部门在办理中产生，申请人不用填写。请删除。",
    en="A department finds this out while it works on the case. Leave it out.",
)
NOT_ASKED_FOR = Text(
    zh="没有要求补正此项，不能在此修改。请只填写补正告知书列明的内容。",
    en="This was not asked for and cannot be changed here. Fill in only what the notice lists.",
)
NOT_VISIBLE = Text(
    zh="按已填写的情形，不需要此项。请删除，或者先更正有关问题的回答。",
    en="In the situation as it is described this is not needed. Leave it out, or first correct the"
    " answers it depends on.",
)
DERIVED = Text(
    zh="此项由系统根据其他内容计算，不能填写。请更正所依据的内容。",
    en="This is computed from other answers and cannot be written. Correct those instead.",
)


def missing_answer(question: Text) -> Text:
    return Text(zh=f"请回答：{question.zh}", en=f"Please answer: {question.en}")


def missing_field(label: Text) -> Text:
    return Text(zh=f"请填写“{label.zh}”。", en=f"Fill in “{label.en}”.")


def missing_choice(label: Text) -> Text:
    return Text(zh=f"请选择“{label.zh}”。", en=f"Choose “{label.en}”.")


def unconfirmed(label: Text) -> Text:
    return Text(
        zh=f"请核对“{label.zh}”的登记信息，并确认。",
        en=f"Read what the register says of “{label.en}”, and confirm it.",
    )


def too_long(longest: int, length: int) -> Text:
    return Text(
        zh=f"不能超过{longest}个字，现有{length}个字。请缩短。",
        en=f"At most {longest} characters; there are {length}. Shorten it.",
    )


def too_small(least: float, unit: str | None) -> Text:
    zh, en = with_unit(least, unit, "zh"), with_unit(least, unit, "en")
    return Text(zh=f"不能小于{zh}。请核对。", en=f"At least {en}. Check it.")


def too_big(most: float, unit: str | None) -> Text:
    zh, en = with_unit(most, unit, "zh"), with_unit(most, unit, "en")
    return Text(zh=f"不能大于{zh}。请核对。", en=f"At most {en}. Check it.")


def too_few(least: float) -> Text:
    return Text(
        zh=f"至少应有{least:g}项。请补充。", en=f"There should be at least {least:g}. Add some."
    )


def too_many(most: float) -> Text:
    return Text(zh=f"最多{most:g}项。请删减。", en=f"There may be at most {most:g}. Remove some.")


def at_place(place: int, problem: Text) -> Text:
    """The problem of one of several, counted from 1."""
    return Text(zh=f"第{place}个：{problem.zh}", en=f"Number {place}: {problem.en}")


def unknown_path(path: str, known: tuple[str, ...]) -> Text:
    """For systems that fill in the form by API; the nearest name that there is helps them."""
    said = path[:_SHOWN_OF_A_PATH]
    like = nearest(said, known)
    hint = (f"是否为“{like}”？", f" Is it “{like}”?") if like else ("请删除。", " Leave it out.")
    return Text(
        zh=f"本事项的表单没有“{said}”这一项。{hint[0]}",
        en=f"The form of this matter has no “{said}”.{hint[1]}",
    )
