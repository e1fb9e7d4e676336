"""Conditions of a matter in words that people read: 经营面积大于50平方米，且未设娱乐项目. Pure."""

from collections.abc import Callable

from matters import expression_tree as tree
from matters.expression_tree import Comparison, Node
from matters.expressions import Expression
from matters.spec import CheckUse, Matter
from matters.words import Language, Text
from matters.workbench import phrasing, phrasing_english
from matters.workbench import word_tables as tables
from matters.workbench.expression_parts import all_literal, flat, is_claim, literal_values
from matters.workbench.naming import Subject, Vocabulary, joined, plain_words


def in_words(
    expression: Expression, matter: Matter, language: Language, check: CheckUse | None = None
) -> str:
    """The condition or computation as one clause, without a full stop; `check` for its own `stops_if`."""
    return Speaker(Vocabulary(matter, check), language).said(expression.tree)


class Speaker:
    """Somebody who knows the names of a matter and speaks one language."""

    def __init__(self, names: Vocabulary, language: Language) -> None:
        self.names, self.language = names, language

    def either(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def said(self, node: Node) -> str:
        """A condition as a clause, anything else as a noun."""
        match node:
            case tree.Name():
                subject = self.names.subject(node.dotted)
                return self.claim(node) if subject.type == "yes-no" else self.term(node)
            case tree.Literally() | tree.ListOf() | tree.Computed():
                return self.term(node)
            case tree.Called(function=function) if function not in tables.FUNCTIONS_AS_CLAIMS:
                return self.term(node)
            case tree.Either(yes=yes, no=no) if not is_claim(yes) or not is_claim(no):
                return self.term(node)
            case _:
                return self.claim(node)

    def claim(self, node: Node, *, yes: bool = True) -> str:
        """That the condition holds, or that it does not."""
        match node:
            case tree.Not(of=of):
                return self.claim(of, yes=not yes)
            case tree.And() | tree.Or():
                return self._chain(node, yes=yes)
            case tree.Either():
                return self._choice(node, lambda one: self.claim(one, yes=yes))
            case tree.Literally(value=bool() as value):
                always = value == yes
                return (
                    self.either("任何情形", "always")
                    if always
                    else self.either("没有这种情形", "never")
                )
            case _:
                return self._fact(node, yes=yes)

    def _fact(self, node: Node, *, yes: bool) -> str:
        """A claim that is not made of others."""
        match node:
            case tree.Compared():
                return self._compared(node, yes=yes)
            case tree.Within():
                return self._within(node, yes=yes)
            case tree.Answered(name=name):
                return self.answered(self.names.subject(name.dotted), yes=yes)
            case tree.Name():
                return self.truth(self.names.subject(node.dotted), yes=yes)
            case tree.Called(function=function) if function in tables.FUNCTIONS_AS_CLAIMS:
                words = tables.FUNCTIONS_AS_CLAIMS[function][0 if yes else 1]
                return self._filled(words, node.arguments)
            case _:
                return self._valued(self.term(node), yes=yes)

    def _chain(self, node: tree.And | tree.Or, *, yes: bool) -> str:
        """All of them, or one of them; what is denied turns the one into the other."""
        clauses = [
            self._inside(
                part, self.claim(part, yes=yes), isinstance(node, tree.And) == yes, yes=yes
            )
            for part in flat(node, type(node))
        ]
        every = isinstance(node, tree.And) == yes
        if self.language == "zh":
            return ("，且" if every else "，或者").join(clauses)
        return (", and " if every else ", or ").join(clauses)

    def _inside(self, part: Node, words: str, every: bool, *, yes: bool) -> str:
        """Brackets around an “or” within an “and”, and the other way round."""
        while isinstance(part, tree.Not):
            part, yes = part.of, not yes
        if not isinstance(part, tree.And | tree.Or) or (isinstance(part, tree.And) == yes) == every:
            return words
        return self.either(f"（{words}）", f"({words})")

    def truth(self, subject: Subject, *, yes: bool) -> str:
        """That something is so, or that it is not so or not said."""
        label = subject.label.into(self.language)
        if subject.type == "choices":
            return self._chose_any(subject, yes=yes)
        if subject.type != "yes-no":
            return self._valued(self.called(subject), yes=yes)
        words = (phrasing if self.language == "zh" else phrasing_english).statement(label, yes=yes)
        return self.placed(subject, words)

    def placed(self, subject: Subject, words: str) -> str:
        """With the check or the step that it is a value of."""
        if subject.within is None:
            return words
        of = subject.within.into(self.language)
        if subject.kind == "check":
            return self.either(f"{of}显示{words}", f"by the check “{of}”, {words}")
        return self.either(f"环节“{of}”的{words}", f"of step “{of}”: {words}")

    def _chose_any(self, subject: Subject, *, yes: bool) -> str:
        zh = f"{self.called(subject)}{'至少选了一项' if yes else '一项也没有选'}"
        question = phrasing_english.quoted(subject.label.en)
        return self.either(zh, f"{'at least one' if yes else 'nothing'} is chosen at {question}")

    def _valued(self, called: str, *, yes: bool) -> str:
        return self.either(
            f"{called}{'有内容' if yes else '没有内容'}",
            f"{called} is {'' if yes else 'not '}given",
        )

    def answered(self, subject: Subject, *, yes: bool) -> str:
        """That something is known, or not yet."""
        if subject.kind == "check" and subject.within:
            of = subject.within.into(self.language)
            return self.either(
                f"{of}{'已有' if yes else '尚无'}结果", f"{of} has {'' if yes else 'not '}answered"
            )
        label = subject.label.into(self.language)
        if subject.kind == "question":
            zh = f"{'已' if yes else '尚未'}回答“{phrasing.bare(label)}”"
            return self.either(
                zh, f"{phrasing_english.quoted(label)} is {'' if yes else 'not yet '}answered"
            )
        zh = f"{'已' if yes else '尚未'}填写{label}"
        return self.either(zh, f"{label} is {'' if yes else 'not yet '}filled in")

    def _compared(self, node: tree.Compared, *, yes: bool) -> str:
        how, left, right = node.how, node.left, node.right
        if isinstance(left, tree.Literally) and not isinstance(right, tree.Literally):
            how, left, right = tables.MIRRORED[how], right, left
        how = how if yes else tables.CONTRARY[how]
        match left, right:
            case tree.Name(), tree.Literally(value=value):
                return self.relation(self.names.subject(left.dotted), how, value)
            case tree.Called(function=name), tree.Literally(value=value) if name in tables.SPANS:
                return self.span(left, how, value)
            case tree.Called(function="length", arguments=(tree.Name() as name,)), tree.Literally(
                value=0
            ):
                return self._any(self.names.subject(name.dotted), how)
            case _:
                return self._related(self.term(left), how, self.term(right), self._is_day(left))

    def _any(self, subject: Subject, how: Comparison) -> str:
        """That a list has members, or none."""
        some = how in ("gt", "ne", "gteq")
        if subject.type == "choices":
            return self._chose_any(subject, yes=some)
        return self._valued(self.called(subject), yes=some)

    def relation(self, subject: Subject, how: Comparison, value: object) -> str:
        """A name compared with a value that stands in the rule."""
        if (
            isinstance(value, bool)
            and subject.type in ("yes-no", "unknown")
            and how in ("eq", "ne")
        ):
            return self.truth(subject, yes=value) if how == "eq" else self._except(subject, value)
        if subject.type == "choice" and isinstance(value, str) and how in ("eq", "ne"):
            return self.choice(subject, (value,), yes=how == "eq")
        words = subject.value_words(value, self.language)
        return self._related(self.called(subject), how, words, subject.type == "date")

    def _except(self, subject: Subject, value: bool) -> str:
        """That something is not said to be so; it may be unsaid."""
        words = self.truth(subject, yes=value)
        if subject.kind == "check" and subject.within:
            of = subject.within.into(self.language)
            zh = words.replace(f"{of}显示", f"{of}未显示", 1)
            said = f"the check “{of}” does not say that"
            return self.either(zh, words.replace(f"by the check “{of}”,", said, 1))
        return self.either(f"不属于“{words}”的情形", f"it is not the case that {words}")

    def _related(self, called: str, how: Comparison, words: str, is_day: bool) -> str:
        relation = (tables.ORDER_OF_DAYS if is_day else tables.RELATIONS)[how].into(self.language)
        return self.either(f"{called}{relation}{words}", f"{called} {relation} {words}")

    def span(self, node: tree.Called, how: Comparison, value: object) -> str:
        """A length of time compared with a number: 从登记之日到收件之日已满6个月."""
        begins, unit = tables.SPANS[node.function]
        length = plain_words(value, self.language) + unit.into(self.language)
        compared = tables.SPAN_RELATIONS[how].into(self.language).format(length)
        return self._filled(begins, node.arguments) + self.either(compared, f" {compared}")

    def _is_day(self, node: Node) -> bool:
        if isinstance(node, tree.Called):
            return node.function == "date_after"
        return isinstance(node, tree.Name) and self.names.subject(node.dotted).type == "date"

    def choice(self, subject: Subject, values: tuple[object, ...], *, yes: bool) -> str:
        """That the option chosen is among these, or is not."""
        options = self.options(subject, values)
        label = subject.label.into(self.language)
        if subject.kind == "question":
            if self.language == "en":
                return phrasing_english.chosen(label, options, yes=yes)
            return phrasing.chosen(label, options, yes=yes)
        called = self.called(subject)
        return self.either(
            f"{called}{'为' if yes else '不为'}{options}",
            f"{called} is {'' if yes else 'not '}{options}",
        )

    def options(self, subject: Subject, values: tuple[object, ...]) -> str:
        words = [subject.value_words(one, self.language) for one in values]
        return self.either("或者", " or ").join(words)

    def _within(self, node: tree.Within, *, yes: bool) -> str:
        match node.member, node.whole:
            case tree.Name(), tree.ListOf(members=members) if all_literal(members):
                subject = self.names.subject(node.member.dotted)
                return self.choice(subject, literal_values(members), yes=yes)
            case tree.Literally(value=value), tree.Name():
                return self.inclusion(self.names.subject(node.whole.dotted), value, yes=yes)
            case _:
                verb = self.either("属于" if yes else "不属于", f" is {'' if yes else 'not '}in ")
                return f"{self.term(node.member)}{verb}{self.term(node.whole)}"

    def inclusion(self, subject: Subject, value: object, *, yes: bool) -> str:
        """That what was chosen or written includes something."""
        words = subject.value_words(value, self.language)
        if subject.kind == "question":
            if self.language == "en":
                return phrasing_english.included(subject.label.en, words, yes=yes)
            return phrasing.included(subject.label.zh, words, yes=yes)
        zh = f"{self.called(subject)}{'' if yes else '不'}包括{words}"
        return self.either(
            zh, f"{self.called(subject)} {'includes' if yes else 'does not include'} {words}"
        )

    def called(self, subject: Subject) -> str:
        """What a name stands for, as a noun."""
        label = subject.label.into(self.language)
        if subject.kind == "question":
            if self.language == "en":
                return phrasing_english.noun(label)
            return phrasing.several(label) if subject.type == "choices" else phrasing.noun(label)
        if subject.within is None:
            return label
        of = subject.within.into(self.language)
        if subject.kind == "step":
            return self.either(f"环节“{of}”的{label}", f"the {label} of step “{of}”")
        return self.either(f"{of}的{label}", f"{label} ({of})")

    def term(self, node: Node) -> str:
        """A value or a computation, as a noun."""
        match node:
            case tree.Name():
                return self.called(self.names.subject(node.dotted))
            case tree.Literally(value=value):
                return plain_words(value, self.language)
            case tree.ListOf(members=members):
                return joined([self.term(one) for one in members], self.language)
            case tree.Computed(sign=sign):
                return f"{self._operand(node.left)}{tables.SIGNS[sign].into(self.language)}{self._operand(node.right)}"
            case tree.Called(function=function) if function in tables.FUNCTIONS_AS_NOUNS:
                return self._filled(tables.FUNCTIONS_AS_NOUNS[function], node.arguments)
            case tree.Called(function=function) if function not in tables.FUNCTIONS_AS_CLAIMS:
                return f"{function}（{joined([self.term(one) for one in node.arguments], self.language)}）"
            case tree.Either():
                return self._choice(node, self.term)
            case _:
                words = self.claim(node)
                return self.either(f"“{words}”", f"whether {words}")

    def _operand(self, node: Node) -> str:
        words = self.term(node)
        return (
            self.either(f"（{words}）", f"({words})") if isinstance(node, tree.Computed) else words
        )

    def _choice(self, node: tree.Either, say: Callable[[Node], str]) -> str:
        when, yes, no = self.claim(node.condition), say(node.yes), say(node.no)
        return self.either(f"{when}的，{yes}；否则，{no}", f"if {when}: {yes}; otherwise {no}")

    def _filled(self, words: Text, arguments: tuple[Node, ...]) -> str:
        said = [self.term(one) for one in arguments]
        if self.language == "zh":
            said = [tables.SPAN_UNITS.get(one.strip("“”"), one) for one in said]
        else:
            said = [
                one.strip("“”") if one.strip("“”") in tables.SPAN_UNITS else one for one in said
            ]
        pattern = words.into(self.language)
        return pattern.replace("{*}", joined(said, self.language)).format(*said)
