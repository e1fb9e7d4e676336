"""How much one expression may be, so that its cost is bounded before it is ever computed."""

from jinja2 import nodes

from matters.expression_tree import ExpressionMistake

LONGEST = 2000
"""Characters."""
DEEPEST = 60
"""Parts within parts."""
MOST_PARTS = 300
"""Names, values and signs: so an expression takes less than a millisecond, whatever it says."""


def need_short(source: str) -> None:
    """Raises `ExpressionMistake` for a source that is too long to be read at all."""
    if len(source) > LONGEST:
        raise ExpressionMistake(
            zh=f"表达式过长（超过{LONGEST}字）。请拆成几个派生字段。",
            en=f"The expression is longer than {LONGEST} characters. Split it into derived fields.",
            column=LONGEST,
        )


def too_deep() -> ExpressionMistake:
    """The mistake of parts within parts within parts."""
    return ExpressionMistake(
        zh=f"表达式嵌套超过{DEEPEST}层。请拆成几个派生字段。",
        en=f"The expression is nested more than {DEEPEST} deep. Split it into derived fields.",
        column=1,
    )


def need_small(parsed: nodes.Expr) -> None:
    """Raises `ExpressionMistake` for too many parts, or too deep ones."""
    level: list[nodes.Node] = [parsed]
    count = 0
    for _ in range(DEEPEST):
        count += len(level)
        if count > MOST_PARTS:
            raise _too_many()
        level = [below for node in level for below in node.iter_child_nodes()]
        if not level:
            return
    raise too_deep()


def _too_many() -> ExpressionMistake:
    return ExpressionMistake(
        zh=f"表达式超过{MOST_PARTS}个部分。请改用判定表（tables），或拆成几个派生字段。",
        en=f"The expression has more than {MOST_PARTS} parts."
        " Write a table (tables), or split it into derived fields.",
        column=1,
    )
