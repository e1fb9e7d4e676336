"""What is wrong with an expression, in words that say what to write instead."""

from collections.abc import Iterable
from difflib import get_close_matches

from matters.expression_tree import ExpressionMistake, Kind, Name, Node, ValueType
from matters.expression_values import kind_words

_LONGEST_NAME = 100
_MOST_SHOWN = 15
CHECK = ("请核对两边的内容", "Check both sides")
DATE_AFTER = (
    "请用 date_after(日期, 3, 'days') 或 days_between(…)",
    "Use date_after(day, 3, 'days') or days_between(…)",
)
_INSTEAD: dict[frozenset[Kind], tuple[str, str]] = {
    frozenset(("date", "text")): (
        "日期请写成 date('2026-03-05')", "Write a date as date('2026-03-05')",
    ),
    frozenset(("number", "text")): ("数字不加引号", "A number has no quotes"),
    frozenset(("number", "choice")): ("数字不加引号", "A number has no quotes"),
    frozenset(("yes-no", "text")): (
        "是否值请写 true 或 false，不加引号", "Write true or false without quotes",
    ),
    frozenset(("list", "text")): ("请写 '…' in 列表", "Write '…' in the list"),
    frozenset(("list", "choice")): ("请写 '…' in 列表", "Write '…' in the list"),
    frozenset(("row", "text")): ("请写到具体字段，如 staff.name", "Name its field: staff.name"),
}  # fmt: skip


def mistake(node: Node, zh: str, en: str, hint: tuple[str, str] = CHECK) -> ExpressionMistake:
    """A mistake at the node, with what to do."""
    return ExpressionMistake(zh=f"{zh}。{hint[0]}。", en=f"{en}. {hint[1]}.", column=node.column)


def never_equal(node: Node, one: ValueType, other: ValueType) -> ExpressionMistake:
    """Two values of kinds that are never equal."""
    if one.kind == other.kind == "list":
        one, other = one.member, other.member
    (zh, en), (other_zh, other_en) = kind_words(one.kind), kind_words(other.kind)
    hint = _INSTEAD.get(frozenset((one.kind, other.kind)), CHECK)
    return mistake(
        node, f"{zh}与{other_zh}不能相比", f"{en} cannot be compared with {other_en}", hint
    )


def not_yes_or_no(node: Node, given: ValueType) -> ExpressionMistake:
    """A number, a text or the like where a condition is wanted."""
    zh, en = kind_words(given.kind)
    return mistake(
        node,
        f"条件应得出“是”或“否”，不能是{zh}",
        f"a condition gives yes or no, not {en}",
        (
            "请写成比较，如 area_m2 > 50、place == 'street' 或 area_m2 is defined",
            "Compare it: area_m2 > 50, place == 'street', or ask area_m2 is defined",
        ),
    )


def not_wanted(node: Node, given: ValueType, wanted: ValueType) -> ExpressionMistake:
    """A value of another kind than the field, or the table, that it is for."""
    if given.kind == wanted.kind == "list":
        (zh, en), (wanted_zh, wanted_en) = (
            kind_words(given.member.kind),
            kind_words(wanted.member.kind),
        )
        return mistake(
            node, f"此列表应为{wanted_zh}，不能是{zh}", f"this list must hold {wanted_en}, not {en}"
        )
    (zh, en), (wanted_zh, wanted_en) = kind_words(given.kind), kind_words(wanted.kind)
    return mistake(
        node, f"此处应得出{wanted_zh}，不能是{zh}", f"this must give {wanted_en}, not {en}"
    )


def unknown_name(node: Name, names: Iterable[str]) -> ExpressionMistake:
    """A name that nothing has, with the nearest that something has."""
    near = nearest(node.dotted, names)
    return ExpressionMistake(
        zh=f"没有名为“{_short(node.dotted)}”的问题或字段。"
        + (f"您是否想写“{near}”？" if near else "请先在 questions 或 form 中声明。"),
        en=f"No question or field is called “{_short(node.dotted)}”. "
        + (f"Did you mean “{near}”?" if near else "Declare it in questions or form first."),
        column=node.column,
    )


def no_option(node: Node, text: str, options: tuple[str, ...]) -> ExpressionMistake:
    """A text that is no option, with the nearest option or all of them."""
    near = nearest(text, options)
    offered = options[:_MOST_SHOWN]
    return ExpressionMistake(
        zh=f"“{_short(text)}”不在选项中。"
        + (f"您是否想写“{near}”？" if near else f"选项有：{'、'.join(offered)}。"),
        en=f"“{_short(text)}” is not among the options. "
        + (f"Did you mean “{near}”?" if near else f"They are: {', '.join(offered)}."),
        column=node.column,
    )


def nearest(written: str, names: Iterable[str]) -> str | None:
    """The name that was most likely meant; of a very long one nobody can tell."""
    if len(written) > _LONGEST_NAME:
        return None
    return next(iter(get_close_matches(written, names, 1)), None)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "…"
