"""Whether a fault in a condition changes anything for anybody, by the compiler of paths."""

from dataclasses import dataclass, field
from functools import cached_property

from matters.errors import OneGoError
from matters.expressions import Expression
from matters.paths.judging import negated
from matters.paths.partly import partly
from matters.paths.possible import Budget, Never, Paths, Possible
from matters.spec import Matter, NotApplicable
from matters.words import Text
from matters.workbench.mutants import Mutant

_NODES = 60_000
_SHOWN = 8
_NOWHERE = Text.same("—")
_LOCAL = frozenset({"stops_if", "provided", "only_while", "unless", "weight"})
"""Conditions over a check's own values or over steps, which the compiler does not know."""


@dataclass(frozen=True)
class Witness:
    """Answers with which a fault shows; empty where none can be named."""

    answers: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sameness:
    """Compares the conditions of one matter."""

    matter: Matter

    def of(self, mutant: Mutant) -> Witness | None:
        """None if the fault provably changes nothing; else answers that would show it, if any are found."""
        if mutant.loc[0] == "materials" and "for" in mutant.loc:
            return self._of_readers(mutant)
        if not mutant.old or mutant.loc[-1] in _LOCAL:
            return Witness()
        try:
            before, after = Expression.compile(mutant.old), Expression.compile(mutant.new)
        except OneGoError:
            return Witness()
        paths = self._paths(after)
        old, new = partly(before).truth, partly(after).truth
        served = paths.served if mutant.loc[0] in ("steps", "materials") else _always
        for goals in ((old, negated(new)), (negated(old), new)):
            verdict = paths.together(served, *goals)
            if isinstance(verdict, Possible):
                return _named(before, after, verdict.values)
            if not isinstance(verdict, Never):
                return Witness()
        return None

    def _of_readers(self, mutant: Mutant) -> Witness | None:
        """A step that needs a paper may be forgotten where another one that needs it always comes with it."""
        number = mutant.loc[1]
        material = self.matter.materials[number] if isinstance(number, int) else None
        if material is None:
            return Witness()
        paths = Paths(self.matter, Budget(_NODES))
        place = mutant.loc[-1]
        left = tuple(key for n, key in enumerate(material.readers) if n != place)
        before = paths.any_applies(material.readers)
        after = paths.any_applies(left) if isinstance(place, int) else _always
        wanted = (paths.served, paths.condition(material.when))
        for goals in ((before, negated(after)), (negated(before), after)):
            verdict = paths.together(*wanted, *goals)
            if not isinstance(verdict, Never):
                return Witness()
        return None

    def _paths(self, after: Expression) -> Paths:
        """The paths, with the values that the faulty condition can tell apart as well."""
        extra = NotApplicable(when=after, why=_NOWHERE, go=_NOWHERE)
        leaves = (*self.matter.not_applicable, extra)
        wider = Paths(self.matter.model_copy(update={"not_applicable": leaves}), Budget(_NODES))
        wider.served = self._own.served
        return wider

    @cached_property
    def _own(self) -> Paths:
        return Paths(self.matter)


def _always(_known: object) -> object:
    return True


def _named(before: Expression, after: Expression, values: dict[str, object]) -> Witness:
    """Of an example the answers that the conditions look at, then the others that were needed."""
    looked_at = before.names | after.names
    first = {path: value for path, value in values.items() if path in looked_at}
    rest = {path: value for path, value in values.items() if path not in looked_at}
    shown = dict(list((first | rest).items())[:_SHOWN])
    return Witness({path: value for path, value in shown.items() if value is not None})
