"""Questions about the parts of an expression that those who put it in words ask. Pure."""

from matters import expression_tree as tree
from matters.expression_tree import Node


def flat(node: Node, kind: type[tree.And] | type[tree.Or]) -> list[Node]:
    """The members of a chain of one kind."""
    if isinstance(node, kind):
        return [*flat(node.left, kind), *flat(node.right, kind)]
    return [node]


def is_claim(node: Node) -> bool:
    """Whether it can only be met or not met."""
    return isinstance(
        node, tree.And | tree.Or | tree.Not | tree.Compared | tree.Within | tree.Answered
    )


def all_literal(nodes: tuple[Node, ...]) -> bool:
    return all(isinstance(one, tree.Literally) for one in nodes)


def literal_values(nodes: tuple[Node, ...]) -> tuple[object, ...]:
    """The values of those that are literal."""
    return tuple(one.value for one in nodes if isinstance(one, tree.Literally))
