"""Values and conditions of a matter in words, as the tellers of changes and routes need them."""

import json
import re

from matters.expressions import Expression
from matters.fields import Asked
from matters.ladder_words import RUNG_WORDS
from matters.limits import Limit
from matters.office import HALL, Office
from matters.spec import Matter, Rung
from matters.tables import TableRow
from matters.words import Frozen, Language, Text
from matters.workbench.differences_names import Refers

_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|[A-Za-z_][\w.]*|[<>=!]=|[^'\"\w]|\w+")
_WORDS: dict[str, tuple[str, str]] = {
    "and": ("且", "and"), "or": ("或", "or"), "not": ("非", "not"), "in": ("属于", "is one of"),
    "==": ("是", "is"), "!=": ("不是", "is not"), ">=": ("≥", "≥"), "<=": ("≤", "≤"),
    "true": ("“是”", "yes"), "false": ("“否”", "no"), "none": ("未填写", "unanswered"),
}  # fmt: skip
_ENDINGS = "？?。 "
EVENT_WORDS: dict[str, tuple[str, str]] = {
    "received": ("收件", "receipt"), "accepted": ("受理", "acceptance"),
    "supplement": ("补正", "supplement"), "not_accepted": ("不予受理", "non-acceptance"),
    "granted": ("准予", "grant"), "refused": ("不予", "refusal"), "promised": ("承诺", "promise"),
    "corrections": ("整改", "corrections"), "certificate": ("证照", "certificate"),
    "terminated": ("终止", "termination"), "withdrawn": ("撤回", "withdrawal"),
    "lapsed": ("逾期", "lapse"), "done": ("办结", "completion"),
    "excluded": ("不计入期限", "excluded time"), "suspended": ("中止", "suspension"),
    "resumed": ("恢复", "resumption"), "extended": ("延期", "extension"),
    "publicity": ("公示", "publicity"), "hearing": ("听证", "hearing"), "fees": ("缴费", "fees"),
    "terminated_case": ("终止全案", "termination of the case"),
    "deferred": ("容缺受理", "deferral"), "acceptance_revoked": ("撤销受理", "revoked acceptance"),
    "promise_broken": ("责令整改", "order to keep a promise"),
    "decision_revoked": ("撤销决定", "revoked decision"),
    "not_required": ("不受理告知", "notice that none is needed"), "checked": ("核验确认", "confirmation of checks"),
    "visit": ("踏勘通知", "notice of a visit"), "hearing_rights": ("听证权利", "right to a hearing"),
    "hearing_announced": ("听证公告", "announcement of a hearing"), "rated": ("差评回访", "answer to a rating"),
    "delivery_receipt": ("送达回证", "proof of delivery"), "supervised": ("督办", "supervision"),
}  # fmt: skip


class Voice:
    """Says what a matter's keys and values mean; what one version lacks is named by the other."""

    def __init__(self, matters: tuple[Matter, ...], office: Office | None = None) -> None:
        self._asked: dict[str, Asked] = {}
        self._names: dict[tuple[Refers, str], Text] = {}
        for matter in matters:
            self._learn(matter)
        for one in office.departments if office else ():
            self._names["department", one.key] = one.name
        for kind in office.letters if office else ():
            self._names["letter", kind.key] = kind.name

    def _learn(self, matter: Matter) -> None:
        self._asked |= matter.elements
        self._asked |= {one.ask: one for one in matter.questions}
        self._names |= {("answer", path): field.label for path, field in matter.elements.items()}
        self._names |= {("answer", one.ask): _short(one.text) for one in matter.questions}
        self._names |= {("step", one.step): one.name for one in matter.steps}
        self._names |= {("check", use.key): use.check.name for use in matter.checks}
        self._names |= {("promise", one.key): one.name for one in matter.promises}
        self._names["step", "all"] = Text(zh="全部环节", en="all steps")
        self._names["department", HALL] = Text(zh="综合窗口", en="the hall")
        for use in matter.checks:
            key = use.key.replace("-", "_")
            for value in (*use.check.gives, "outcome"):
                label = use.check.labels.get(value, Text(zh=value, en=value))
                self._names["answer", f"checks.{key}.{value}"] = Text(
                    zh=f"{use.check.name.zh}·{label.zh}", en=f"{use.check.name.en}: {label.en}"
                )

    def name(self, refers: Refers, key: str) -> Text:
        """What the key names, in quotation marks."""
        if refers == "event":
            zh, en = EVENT_WORDS.get(key, (key, key))
            return Text(zh=zh, en=en)
        found = self._names.get((refers, key)) or Text(zh=key, en=key)
        return Text(zh=f"“{found.zh}”", en=f"“{found.en}”")

    def value(self, value: object, refers: Refers = "words") -> Text:
        """Any value of a matter in words."""
        if isinstance(value, bool):
            return Text(zh="是", en="yes") if value else Text(zh="否", en="no")
        match value:
            case Text():
                return Text(zh=f"“{value.zh}”", en=f"“{value.en}”")
            case Limit():
                return value.words
            case Expression():
                return self.condition(value)
            case Rung():
                return self._rung(value)
            case str():
                return self.name(refers, value)
            case tuple():
                return listed(tuple(self.value(one, refers) for one in value))
            case _:
                return self._row(value) if isinstance(value, TableRow) else _plain(value)

    def _row(self, row: TableRow) -> Text:
        when, gives = self.condition(row.when), _plain(row.gives)
        return Text(zh=f"{when.zh}的，为{gives.zh}", en=f"{gives.en} if {when.en}")

    def _rung(self, rung: Rung) -> Text:
        match rung.kind:
            case "check" | "promise":
                what = ("核验", "check") if rung.kind == "check" else ("承诺", "promise")
                named = self.name(rung.kind, rung.key or "")
                return Text(zh=f"{what[0]}{named.zh}", en=f"{what[1]} {named.en}")
            case "upload":
                return Text(zh="提交材料", en="handing it in")
            case "licence":
                named = self.name("check", rung.key or "")
                return Text(zh=f"电子证照{named.zh}", en=f"e-licence {named.en}")
            case "verification":
                named = self.name("department", rung.key or "")
                days = rung.within.words if rung.within else Text.same("")
                return Text(
                    zh=f"{named.zh}核验（{days.zh}）", en=f"verified by {named.en} in {days.en}"
                )
            case "proof" | "deferred":
                said = self.value(rung.name or rung.within or "")
                word = RUNG_WORDS[rung.kind]
                return Text(zh=f"{word.zh}：{said.zh}", en=f"{word.en}: {said.en}")

    def condition(self, expression: Expression) -> Text:
        """A condition with the names of what it asks, and the words for and, or, not."""
        return Text(
            zh=self._spoken(expression.source, "zh"), en=self._spoken(expression.source, "en")
        )

    def _spoken(self, source: str, language: Language) -> str:
        said: list[str] = []
        about: Asked | None = None
        for token in _TOKEN.findall(source):
            about = self._asked.get(token, about)
            said.append(self._token(token, about, language))
        return "".join(said)

    def _token(self, token: str, about: Asked | None, language: Language) -> str:
        if token in _WORDS:
            return _WORDS[token][0 if language == "zh" else 1]
        if token[:1] in "'\"":
            labels = {one.value: one.label for one in (about.options if about else ())}
            word = labels.get(token[1:-1])
            return f"“{word.into(language) if word else token[1:-1]}”"
        if ("answer", token) in self._names:
            return self.name("answer", token).into(language)
        return token


def listed(texts: tuple[Text, ...]) -> Text:
    """Several texts one after the other."""
    if not texts:
        return Text(zh="无", en="none")
    return Text(zh="、".join(one.zh for one in texts), en=", ".join(one.en for one in texts))


def _short(text: Text) -> Text:
    return Text(zh=text.zh.rstrip(_ENDINGS), en=text.en.rstrip(_ENDINGS))


def _plain(value: object) -> Text:
    if isinstance(value, Frozen):
        value = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    said = str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)
    return Text(zh=said, en=said)
