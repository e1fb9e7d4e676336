"""Which functions an expression may call, and with how many arguments."""

import re
from contextlib import suppress
from datetime import date
from difflib import get_close_matches

from matters import expression_tree as tree
from matters.expression_functions import FUNCTIONS, Function
from matters.expression_tree import ExpressionMistake, Node

_DATE = "date"
"""`date('2026-01-01')` is a literal: no function of values, but written like one."""

_ALL = (*FUNCTIONS, _DATE)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def called(name: str, arguments: tuple[Node, ...], column: int) -> Node:
    """The call as a node. Raises `ExpressionMistake` for an unknown name or a wrong number."""
    if name == _DATE:
        return _date(arguments, column)
    if name not in FUNCTIONS:
        raise _unknown_function(name, column)
    if not FUNCTIONS[name].allows(len(arguments)):
        raise _number_of_arguments(FUNCTIONS[name], len(arguments), column)
    return tree.Called(column, name, arguments)


def _number_of_arguments(function: Function, count: int, column: int) -> ExpressionMistake:
    least, most = function.least, len(function.takes)
    many = str(least) if least == most and not function.open_ended else f"{least}–{most}"
    many = f"{least}+" if function.open_ended else many
    return ExpressionMistake(
        zh=f"函数 {function.name} 应有{many}个参数，这里有{count}个。",
        en=f"{function.name} takes {many} argument(s); there are {count} here.",
        column=column,
    )


def _unknown_function(name: str, column: int) -> ExpressionMistake:
    near = next(iter(get_close_matches(name, _ALL, 1)), None)
    return ExpressionMistake(
        zh=f"没有函数“{name}”。"
        + (f"您是否想写“{near}”？" if near else f"可用的有：{'、'.join(_ALL)}。"),
        en=f"There is no function “{name}”. "
        + (f"Did you mean “{near}”?" if near else f"There are: {', '.join(_ALL)}."),
        column=column,
    )


def _date(arguments: tuple[Node, ...], column: int) -> Node:
    match arguments:
        case (tree.Literally(value=str() as text),) if _ISO_DAY.fullmatch(text):
            with suppress(ValueError):
                return tree.Literally(column, date.fromisoformat(text))
    raise ExpressionMistake(
        zh="日期请写成 date('2026-03-05')，并且须是真实存在的日期。",
        en="Write a date as date('2026-03-05'); it must exist.",
        column=column,
    )
