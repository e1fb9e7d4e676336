"""The kinds of steps in words, and somebody who tells of one matter in one language. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from matters.case import ACCEPTANCE
from matters.expressions import Expression
from matters.office import Office
from matters.spec import Matter
from matters.steps import StepKind
from matters.words import Language, Text
from matters.workbench.naming import Vocabulary
from matters.workbench.words import Speaker

KIND_WORDS: dict[StepKind, Text] = {
    "decide": Text(zh="审查决定", en="review and decide"),
    "visit": Text(zh="联合踏勘", en="joint visit"),
    "issue": Text(zh="核发", en="issue"),
    "opinion": Text(zh="征求意见", en="opinion"),
    "publicity": Text(zh="公示", en="publicity"),
    "expert-review": Text(zh="专家评审", en="expert review"),
    "hearing": Text(zh="听证", en="hearing"),
    "call": Text(zh="系统对接", en="call to another system"),
    "wait": Text(zh="等待", en="wait"),
    "matter": Text(zh="另立子事项", en="matter of its own"),
    "draw": Text(zh="随机抽取", en="random draw"),
    "pay": Text(zh="缴费", en="payment"),
}


@dataclass(frozen=True)
class Teller:
    """Somebody who tells of one matter in one language."""

    matter: Matter
    office: Office
    language: Language

    @property
    def speaker(self) -> Speaker:
        return Speaker(Vocabulary(self.matter), self.language)

    def either(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def condition(self, expression: Expression) -> str:
        return self.speaker.said(expression.tree)

    def step(self, key: str) -> str:
        """A step by its name, in quotes."""
        if key == ACCEPTANCE:
            return self.either("“受理”", "“Acceptance”")
        known = {one.step: one.name for one in self.matter.steps}
        name = known.get(key)
        return f"“{name.into(self.language) if name else key}”"

    def steps(self, keys: Iterable[str]) -> str:
        return self.listed(map(self.step, keys), quoted=True)

    def listed(self, words: Iterable[str], *, quoted: bool = False) -> str:
        if self.language == "zh":
            return ("" if quoted else "、").join(words)
        return ", ".join(words)

    def department(self, key: str) -> str:
        known = {one.key: one.name for one in self.office.departments}
        return known[key].into(self.language) if key in known else key

    def path(self, path: str) -> str:
        """An answer or a check's value as it is called."""
        return self.speaker.called(self.speaker.names.subject(path))

    def check(self, key: str) -> str:
        known = {use.key: use.check.name for use in self.matter.checks}
        return known[key].into(self.language) if key in known else key
