"""Why a condition holds or does not: the parts that decided, with the values that they met. Pure.

As in the condition itself, what comes later is not looked at once the matter is decided: of `a and b` with `a` not
met only `a` is told; of `a or b` with `a` met only `a`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from matters import expression_tree as tree
from matters.expression_running import built
from matters.expression_tree import Node, Scope
from matters.expressions import Expression
from matters.spec import CheckUse, Matter
from matters.words import Language
from matters.workbench import word_tables as tables
from matters.workbench.naming import Subject, Vocabulary, plain_words
from matters.workbench.words import Speaker


@dataclass(frozen=True)
class Part:
    """One comparison that decided, whether it was met, and the values of the names in it."""

    node: Node
    holds: bool
    values: tuple[tuple[str, object], ...]

    def value(self, name: str) -> object:
        return dict(self.values).get(name)


@dataclass(frozen=True)
class Because:
    """Whether a condition holds, and the parts that made it so, in the order of the rule."""

    holds: bool
    parts: tuple[Part, ...]


def because(expression: Expression, scope: Scope) -> Because:
    """What decided the condition with these values. Raises `ExpressionFailed` as evaluating it does."""
    holds = expression.holds(scope)
    return Because(holds, tuple(_decisive(expression.tree, scope)))


def because_words(
    found: Because,
    matter: Matter,
    language: Language,
    check: CheckUse | None = None,
    shown: Collection[str] | None = None,
) -> str:
    """The parts as clauses: 经营面积80平方米，大于50平方米.

    Values of names that are not `shown`, and sensitive ones, are not told.
    """
    teller = _Teller(Speaker(Vocabulary(matter, check), language), shown)
    clauses = dict.fromkeys(teller.told(part) for part in found.parts)
    return ("；" if language == "zh" else "; ").join(clauses)


def _decisive(node: Node, scope: Scope) -> Iterator[Part]:
    match node:
        case tree.Not(of=of):
            yield from _decisive(of, scope)
        case tree.And(left=left, right=right) | tree.Or(left=left, right=right):
            first = _holds(left, scope)
            if first == isinstance(node, tree.Or):
                yield from _decisive(left, scope)
            elif _holds(right, scope) == first:  # neither side alone: both had to be looked at
                yield from _decisive(left, scope)
                yield from _decisive(right, scope)
            else:
                yield from _decisive(right, scope)
        case tree.Either(condition=condition, yes=yes, no=no):
            yield from _decisive(condition, scope)
            yield from _decisive(yes if _holds(condition, scope) else no, scope)
        case tree.Literally():
            return
        case _:
            yield Part(node, _holds(node, scope), tuple(_values(node, scope)))


def _holds(node: Node, scope: Scope) -> bool:
    return bool(built(node)(scope))


def _values(node: Node, scope: Scope) -> Iterator[tuple[str, object]]:
    for name in sorted(tree.names(node)):
        value: object = scope
        for step in name.split("."):
            value = value.get(step) if hasattr(value, "get") else None
        yield name, value


class _Teller:
    """Says what decided, with values where they may be told."""

    def __init__(self, speaker: Speaker, shown: Collection[str] | None) -> None:
        self._speaker, self._shown = speaker, shown

    def told(self, part: Part) -> str:
        names = [self._speaker.names.subject(name) for name, _ in part.values]
        if not all(self._may_tell(one) for one in names):
            return self._speaker.claim(part.node, yes=part.holds)
        unknown = [one for one in names if part.value(one.name) in (None, "", ())]
        if unknown and not isinstance(part.node, tree.Answered):
            return self._unknown(unknown)
        return self._with_values(part)

    def _may_tell(self, subject: Subject) -> bool:
        return not subject.sensitive and (self._shown is None or subject.name in self._shown)

    def _unknown(self, subjects: list[Subject]) -> str:
        chosen = next((one for one in subjects if one.type == "choices"), None)
        if chosen is not None:
            return self._speaker.truth(chosen, yes=False)
        both = (self._speaker.answered(one, yes=False) for one in subjects)
        return self._speaker.either("，", ", ").join(both)

    def _with_values(self, part: Part) -> str:
        node, speaker = part.node, self._speaker
        match node:
            case tree.Compared(left=tree.Name() as name, right=tree.Literally(value=value)):
                return self._compared(part, speaker.names.subject(name.dotted), value)
            case tree.Compared(left=tree.Literally(value=value), right=tree.Name() as name):
                return self._compared(part, speaker.names.subject(name.dotted), value)
            case tree.Within(member=tree.Name() as name, whole=tree.ListOf()):
                subject = speaker.names.subject(name.dotted)
                return self._is(subject, part.value(subject.name))
            case tree.Name() | tree.Within(member=tree.Literally()) | tree.Answered():
                return speaker.claim(node, yes=part.holds)
            case _:
                return self._given(part)

    def _compared(self, part: Part, subject: Subject, limit: object) -> str:
        """经营面积80平方米，大于50平方米: the value, then how it compares, unless the value says it all."""
        value, speaker = part.value(subject.name), self._speaker
        node = part.node
        if not isinstance(node, tree.Compared):
            return ""
        if node.how in ("eq", "ne") and (isinstance(value, bool) or subject.type == "choice"):
            return self._is(subject, value)
        how = node.how if isinstance(node.left, tree.Name) else tables.MIRRORED[node.how]
        how = how if part.holds else tables.CONTRARY[how]
        order = tables.ORDER_OF_DAYS if subject.type == "date" else tables.RELATIONS
        said = speaker.called(subject), subject.value_words(value, speaker.language)
        relation = order[how].into(speaker.language)
        words = subject.value_words(limit, speaker.language)
        if how == "eq":
            return speaker.either("为", " is ").join(said)
        if speaker.language == "zh":
            gap = "" if said[1][:1].isdigit() and subject.type != "date" else "为"
            return f"{said[0]}{gap}{said[1]}，{relation}{words}"
        return f"{said[0]} is {said[1]}, which {relation} {words}"

    def _is(self, subject: Subject, value: object) -> str:
        """What the answer is, as a statement."""
        speaker = self._speaker
        if isinstance(value, bool):
            return speaker.truth(subject, yes=value)
        if subject.type == "choice":
            return speaker.choice(subject, (value,), yes=True)
        return f"{speaker.called(subject)}{speaker.either('为', ' is ')}{subject.value_words(value, speaker.language)}"

    def _given(self, part: Part) -> str:
        """The claim, and in brackets the values that it was computed with."""
        speaker = self._speaker
        claim = speaker.claim(part.node, yes=part.holds)
        given = speaker.either("，", ", ").join(
            f"{speaker.called(subject)}{speaker.either('为', ' is ')}{self._words(subject, value)}"
            for name, value in part.values
            for subject in (speaker.names.subject(name),)
        )
        return speaker.either(f"{claim}（{given}）", f"{claim} ({given})") if given else claim

    def _words(self, subject: Subject, value: object) -> str:
        if isinstance(value, str) and subject.options:
            return subject.value_words(value, self._speaker.language)
        return (
            plain_words(value, self._speaker.language)
            if subject.unit is None
            else (subject.value_words(value, self._speaker.language))
        )
