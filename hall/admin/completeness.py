"""Whether a matter has all that it must have to be published (domain 4.22), as far as it can be computed. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from matters.expressions import Expression
from matters.office import Department, Office
from matters.spec import Event, Matter, Step
from matters.words import Text


class Point(NamedTuple):
    """One thing that a matter must have, and what is still missing of it."""

    name: Text
    missing: tuple[Text, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing


def completeness(matter: Matter, office: Office, scenarios: int) -> tuple[Point, ...]:
    """Every point; `scenarios` is how many are written for the matter."""
    return tuple(
        Point(Text(zh=zh, en=en), tuple(missing))
        for zh, en, missing in (
            ("牵头和参与部门均有统一社会信用代码", "Every department has its credit code",
             _without_code(matter, office)),
            ("每个情形问题都影响办理", "Every question decides something", _idle_questions(matter)),
            ("审批环节均有事项、依据和条件", "Every decision has its item, basis and conditions",
             _without_ground(matter)),
            ("承诺期限不长于法定期限", "No promise is longer than the law allows", _too_long(matter)),
            ("每份材料有依据和无证明阶梯", "Every paper has a basis and a ladder",
             _without_basis(matter)),
            ("每个事件都有文书", "Every event has its letter", _without_letter(matter)),
            ("作出决定的部门已配置救济途径", "Deciding departments name their remedies",
             _without_remedy(matter, office)),
            ("每项核验有依据", "Every check has its legal basis",
             (use.check.name for use in matter.checks if not use.check.basis.strip())),
            ("已有告知书（个人信息）", "The privacy notice is there",
             () if matter.privacy.zh.strip() else (Text(zh="告知书", en="privacy notice"),)),
            ("四减基线已填写", "The baseline of the four reductions is filled in", _baseline(matter)),
            ("已编写测试情形", "There are test scenarios",
             () if scenarios else (Text(zh="尚无情形文件", en="no scenario file yet"),)),
        )
    )  # fmt: skip


def _departments(matter: Matter, office: Office, keys: Iterable[str]) -> tuple[Department, ...]:
    wanted = set(keys)
    return tuple(one for one in office.departments if one.key in wanted)


def _without_code(matter: Matter, office: Office) -> Iterator[Text]:
    keys = {matter.lead, *(key for step in matter.steps for key in step.all_departments)}
    known = _departments(matter, office, keys)
    yield from (one.name for one in known if not one.uscc.strip())
    missing = sorted(keys - {one.key for one in known})
    yield from (Text(zh=key, en=key) for key in missing)


def _idle_questions(matter: Matter) -> Iterator[Text]:
    used = {name for one in _expressions(matter) for name in one.names}
    asked = {path for use in matter.checks for path in use.inputs.values()}
    for question in matter.questions:
        if question.ask not in used | asked:
            yield question.text


def _expressions(matter: Matter) -> Iterator[Expression]:
    fields = [field for _, field in matter.form.elements()]
    conditions = (
        *(one.when for one in matter.questions),
        *(one.when for one in matter.not_applicable),
        *(one.when for one in matter.form.blocks),
        *(one.when for one in matter.checks),
        *(one.when for one in matter.materials),
        *(one.when for one in matter.steps),
        *(one.when for one in fields),
        *(one.derive for one in fields),
    )
    yield from (one for one in conditions if one is not None)


def _without_ground(matter: Matter) -> Iterator[Text]:
    for step in matter.steps:
        if step.kind != "decide" or step.follow_up:
            continue
        item = step.item
        if item is None or not item.basis.strip():
            yield _of(step, "缺事项或依据", "no item or basis")
        elif item.kind == "licence" and not (item.conditions or step.promise):
            # A promise states the conditions in the words that are signed.
            yield _of(step, "缺许可条件", "no conditions")


def _too_long(matter: Matter) -> Iterator[Text]:
    for step in matter.steps:
        item = step.item
        if item is None or item.promise is None or item.promise.unit != item.limit.unit:
            continue
        if item.promise.count > item.limit.count:
            yield _of(step, "承诺期限长于法定期限", "promises more time than the law gives")


def _without_basis(matter: Matter) -> Iterator[Text]:
    yield from (one.name for one in matter.materials if not (one.basis.strip() and one.ladder))


def _without_letter(matter: Matter) -> Iterator[Text]:
    events: tuple[Event, ...] = get_args(Event)
    for event in events:
        if event not in matter.letters:
            yield Text(zh=event, en=event)


def _without_remedy(matter: Matter, office: Office) -> Iterator[Text]:
    deciding = {key for step in matter.steps if step.item for key in step.all_departments}
    for one in _departments(matter, office, deciding):
        if not (one.review_body.zh.strip() and one.court.zh.strip()):
            yield one.name


def _baseline(matter: Matter) -> Iterator[Text]:
    before = matter.before
    names = {
        "steps": Text(zh="环节", en="steps"), "days": Text(zh="时间", en="days"),
        "materials": Text(zh="材料", en="materials"), "visits": Text(zh="跑动", en="visits"),
    }  # fmt: skip
    for name, words in names.items():
        if getattr(before, name) <= 0:
            yield words


def _of(step: Step, zh: str, en: str) -> Text:
    return Text(zh=f"{step.name.zh}：{zh}", en=f"{step.name.en}: {en}")
