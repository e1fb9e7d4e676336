"""Steps: who holds them, what they wait for, what they issue, and their limits."""

from collections.abc import Iterable, Iterator

from matters.cycles import cycle_in
from matters.documents import Part
from matters.drafts import Draft
from matters.limits import Limit
from matters.mistakes import Mistake, unknown
from matters.nouns import CHECK, DEPARTMENT, LETTER, PROMISE, STEP
from matters.office import HALL
from matters.positions import Loc
from matters.spec import Item, Step
from matters.words import Text

_FEWEST_OFFICERS = 2  # Administrative Penalty and Licensing Acts: a check on site takes two
_MONTHS = 12


def step_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the steps."""
    for part in draft.steps:
        yield from _who(draft, part)
        yield from _visit(draft, part)
        yield from _names(draft, part)
        if part.value.item is not None:
            yield from _limits(draft, (*part.loc, "item"), part.value.item)
    yield from _waiting_in_a_circle(draft)


def _who(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    step = part.value
    departments = draft.shelf.departments
    if step.department is not None and step.department not in departments:
        said = unknown(DEPARTMENT, step.department, departments)
        yield draft.sheet.mistake((*part.loc, "department"), *said)
    for number, department in enumerate(step.departments):
        if department not in departments:
            said = unknown(DEPARTMENT, department, departments)
            yield draft.sheet.mistake((*part.loc, "departments", number), *said)
    if step.department is None and (step.item is not None or step.kind == "decide"):
        yield draft.sheet.mistake(
            part.loc,
            Text(zh="没有写明由哪个部门办理。", en="No department decides this step."),
            Text(zh="请写 department: 部门。", en="Add department: …"),
        )
    if step.department == HALL and step.item is not None:
        yield draft.sheet.mistake(
            (*part.loc, "department"),
            Text(zh="综合窗口不能作出审批决定。", en="The hall's counter never decides a service."),
            Text(zh="请写有权的部门。", en="Name the department that has the power."),
        )


def _visit(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    step = part.value
    if step.kind != "visit":
        if step.before:
            what = Text(zh="只有 kind: visit 可以写 before。", en="Only a visit may say before.")
            hint = Text(zh="请在等待的环节写 after。", en="Write after in the step that waits.")
            yield draft.sheet.mistake((*part.loc, "before"), what, hint)
        return
    if not step.all_departments:
        yield draft.sheet.mistake(
            part.loc,
            Text(zh="联合踏勘没有写明部门。", en="The visit has no departments."),
            Text(zh="请写 departments: [ … ]。", en="Add departments: [ … ]."),
        )
    if not step.before:
        yield draft.sheet.mistake(
            part.loc,
            Text(zh="联合踏勘没有写明哪些环节等待它。", en="No step waits for this visit."),
            Text(zh="请写 before: [ 环节 … ]。", en="Add before: [ steps … ]."),
        )
    if step.officers < _FEWEST_OFFICERS:
        yield draft.sheet.mistake(
            (*part.loc, "officers"),
            Text(zh="现场核查须有两名以上工作人员。", en="A check on site takes two officers."),
            Text(zh="请写 officers: 2。", en="Write officers: 2."),
        )


def _names(draft: Draft, part: Part[Step]) -> Iterator[Mistake]:
    step, loc = part.value, part.loc
    certificate = step.issues
    letters = draft.shelf.letters
    combined = certificate.combines if certificate else ()
    promises = draft.named("promises")
    yield from _unknown(draft, STEP, _listed(loc, "after", step.after), draft.step_names)
    yield from _unknown(draft, STEP, _listed(loc, "before", step.before), draft.step_names)
    combines = _listed((*loc, "issues"), "combines", combined)
    yield from _unknown(draft, STEP, combines, draft.step_names)
    yield from _unknown(draft, CHECK, _listed(loc, "recheck", step.recheck), draft.check_names)
    told = [((*loc, "letters", event), letter) for event, letter in step.letters.items()]
    yield from _unknown(draft, LETTER, told, letters)
    if certificate is not None:
        issued = [((*loc, "issues", "letter"), certificate.letter)]
        yield from _unknown(draft, LETTER, issued, letters)
    if step.promise is not None:
        yield from _unknown(draft, PROMISE, [((*loc, "promise"), step.promise)], promises)


def _listed(loc: Loc, key: str, names: tuple[str, ...]) -> list[tuple[Loc, str]]:
    return [((*loc, key, number), name) for number, name in enumerate(names)]


def _unknown(
    draft: Draft, kind: Text, named: Iterable[tuple[Loc, str]], names: tuple[str, ...]
) -> Iterator[Mistake]:
    for loc, name in named:
        if name not in names and name not in draft.unresolved:
            yield draft.sheet.mistake(loc, *unknown(kind, name, names))


def _limits(draft: Draft, loc: Loc, item: Item) -> Iterator[Mistake]:
    if item.promise is not None and _longer(item.promise, item.limit):
        yield draft.sheet.mistake(
            (*loc, "promise"),
            Text(
                zh=f"承诺期限{item.promise.text('zh')}超过法定期限{item.limit.text('zh')}。",
                en=f"The promise of {item.promise.text('en')} is longer than the legal limit of"
                f" {item.limit.text('en')}.",
            ),
            Text(zh="请缩短承诺期限。", en="Shorten the promise."),
        )
    if item.extend is not None and item.extend.unit != item.limit.unit:
        yield draft.sheet.mistake(
            (*loc, "extend"),
            Text(
                zh="延长期限的单位须与法定期限相同。",
                en="The extension has another unit than the limit.",
            ),
            Text(
                zh=f"法定期限是{item.limit.text('zh')}。",
                en=f"The limit is {item.limit.text('en')}.",
            ),
        )


def _longer(promise: Limit, limit: Limit) -> bool:
    """Whether a promise is surely longer; units that cannot be compared are not."""
    match promise.unit, limit.unit:
        case one, other if one == other:
            return promise.count > limit.count
        case _, "on-the-spot":
            return True
        case "working-days", "days":
            return promise.count > limit.count
        case "years", "months":
            return promise.count * _MONTHS > limit.count
        case "months", "years":
            return promise.count > limit.count * _MONTHS
        case _:
            return False


def _waiting_in_a_circle(draft: Draft) -> Iterator[Mistake]:
    steps = {part.value.step: part for part in draft.steps}
    circle = cycle_in({key: part.value.after for key, part in steps.items()})
    if not circle:
        return
    first = steps[circle[0]]
    number = first.value.after.index(circle[1])
    way = " → ".join(circle)
    yield draft.sheet.mistake(
        (*first.loc, "after", number),
        Text(zh=f"环节互相等待，永远不能开始：{way}。", en=f"Steps wait for each other: {way}."),
        Text(zh="请去掉其中一个 after 或 before。", en="Remove one after or before of the circle."),
    )
