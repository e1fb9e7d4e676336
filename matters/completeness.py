"""Whether a matter has all that it must have to be published (domain 4.22), as far as it can be computed. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from matters.events import events
from matters.office import Department, Office
from matters.paths.feasibility import broken
from matters.paths.judging import negated
from matters.paths.possible import Paths, Possible
from matters.spec import Event, Matter, Step
from matters.words import Text


class Point(NamedTuple):
    """One thing that a matter must have, and what is still missing of it."""

    name: Text
    missing: tuple[Text, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing


class Missing(NamedTuple):
    """One thing that is still missing, and of which point."""

    point: Text
    what: Text


def missing(matter: Matter, office: Office, scenarios: int) -> tuple[Missing, ...]:
    """All that is still missing, as one list."""
    return tuple(
        Missing(point.name, what)
        for point in completeness(matter, office, scenarios)
        for what in point.missing
    )


def completeness(matter: Matter, office: Office, scenarios: int) -> tuple[Point, ...]:
    """Every point; `scenarios` is how many are written for the matter."""
    paths = Paths(matter)
    return tuple(
        Point(Text(zh=zh, en=en), tuple(missing))
        for zh, en, missing in (
            ("牵头和参与部门均有统一社会信用代码", "Every department has its credit code",
             _without_code(matter, office)),
            ("每种回答都有事项可办，或者说明原因和去处", "Every answer leads to a service, or says why not",
             _dead_end(paths)),
            ("每个情形问题都影响办理", "Every question decides something", _idle_questions(matter)),
            ("审批环节均有事项、依据和条件", "Every decision has its item, basis and conditions",
             _without_ground(matter)),
            ("承诺期限不长于法定期限", "No promise is longer than the law allows", _too_long(matter)),
            ("承诺的办结时间能够兑现", "The promised days can be kept", _not_kept(paths)),
            ("每份材料有依据和无证明阶梯", "Every paper has a basis and a ladder",
             _without_basis(matter)),
            ("每个事件都有文书", "Every event has its letter", _without_letter(matter)),
            ("作出决定的部门已配置救济途径", "Deciding departments name their remedies",
             _without_remedy(matter, office)),
            ("每项核验有依据", "Every check has its legal basis",
             (use.check.name for use in matter.checks if not use.check.basis.strip())),
            ("每项收费有依据", "Every fee has its legal basis",
             (fee.name for fee in matter.fees if not fee.basis.strip())),
            ("已有告知书（个人信息）", "The privacy notice is there",
             () if matter.privacy.zh.strip() else (Text(zh="告知书", en="privacy notice"),)),
            ("四减基线已填写", "The baseline of the four reductions is filled in", _baseline(matter)),
            ("已编写测试情形", "There are test scenarios",
             () if scenarios else (Text(zh="尚无情形文件", en="no scenario file yet"),)),
        )
    )  # fmt: skip


def _dead_end(paths: Paths) -> Iterator[Text]:
    matter = paths.matter
    deciding = (
        one for one in matter.steps if not one.follow_up and (one.item or one.kind == "decide")
    )
    nobody = tuple(negated(paths.applies[one.step]) for one in deciding)
    if isinstance(paths.together(paths.served, *nobody), Possible):
        yield Text(zh="有回答无处可去", en="some answers lead nowhere")


def _not_kept(paths: Paths) -> Iterator[Text]:
    for one in broken(paths):
        if not paths.matter.step(one.chain.steps[-1]).optional:
            way = " → ".join(one.chain.steps)
            yield Text(zh=f"{way}：超出{-one.margin}日", en=f"{way}: {-one.margin} days too long")


def _departments(matter: Matter, office: Office, keys: Iterable[str]) -> tuple[Department, ...]:
    wanted = set(keys)
    return tuple(one for one in office.departments if one.key in wanted)


def _without_code(matter: Matter, office: Office) -> Iterator[Text]:
    keys = {matter.lead, *(key for step in matter.steps for key in step.all_departments)}
    known = _departments(matter, office, keys)
    yield from (one.name for one in known if not one.uscc.strip())
    missing = sorted(keys - {one.key for one in known})
    yield from (Text.same(key) for key in missing)


def _idle_questions(matter: Matter) -> Iterator[Text]:
    used = matter.names_used
    yield from (question.text for question in matter.questions if question.ask not in used)


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
    happening = events(matter, matter.steps)
    known: tuple[Event, ...] = get_args(Event)
    for event in known:
        if event in happening and event not in matter.letters:
            yield Text.same(event)


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
