"""A case opened by one account: what it stands at, and what this account may see of it (PIPL 6, domain 3.6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from hall.house import Hall
from hall.permissions import may_see_case
from hall.purposes import visible_fields, visible_materials
from hall.told import in_order
from matters.case import (
    ACCEPTANCE,
    Actor,
    Case,
    CheckAnswered,
    Copied,
    EvidenceTaken,
    Fact,
    NoticeDelivered,
    NoticeIssued,
    NoticeSent,
    NoticeUndelivered,
    NoticeVoided,
    OpinionAsked,
    PartAdded,
    Rated,
    RatingSettled,
    StepOpened,
    Transferred,
    VerificationAsked,
    business_date,
)
from matters.errors import NotFound
from matters.expressions import Expression
from matters.fields import Group, Path
from matters.office import HALL
from matters.rules import Rules, visitors
from matters.spec import Step
from matters.standing import Standing, standing
from matters.words import Text
from matters.work import WorkItem, work_at
from storage import cases, notices, queues
from storage.accounts import Account
from storage.notices import NoticeSeen
from storage.queues import Carriage


@dataclass(frozen=True)
class CaseFile:
    """One case as one account has it open."""

    rules: Rules
    case: Case
    now: Standing
    account: Account
    at: datetime
    notices: tuple[NoticeSeen, ...]
    carriage: Carriage
    names: dict[str, Text]

    @property
    def number(self) -> str:
        return self.case.number

    @property
    def today(self) -> date:
        return business_date(self.at)

    @property
    def department(self) -> str:
        return self.account.department

    @property
    def is_hall(self) -> bool:
        return self.department == HALL

    @cached_property
    def own_steps(self) -> tuple[Step, ...]:
        """The steps of this case that are its department's."""
        accepted = self.now.accepted.steps if self.now.accepted else ()
        brought = drawn_in(self.case).get(self.department, frozenset())
        return tuple(
            step
            for step in self.rules.matter.steps
            if step.step in accepted
            and (
                step.step in brought
                or self.department in departments_in(self.rules, step, accepted)
            )
        )

    @cached_property
    def copied(self) -> tuple[Copied, ...]:
        """Why it reads the case though it has no part in it: what was copied to it."""
        facts = (fact for fact in self.case.facts if isinstance(fact, Copied))
        return tuple(fact for fact in facts if fact.department == self.department)

    @cached_property
    def _own_keys(self) -> frozenset[str]:
        return frozenset(step.step for step in self.own_steps)

    @cached_property
    def work(self) -> tuple[WorkItem, ...]:
        """All open work, whoever's."""
        return work_at(self.rules, self.number, self.now)

    @property
    def own_work(self) -> tuple[WorkItem, ...]:
        return tuple(one for one in self.work if one.department == self.department)

    @cached_property
    def fields(self) -> frozenset[Path]:
        """The fields of the form that it may read."""
        return self._to_look_up | visible_fields(
            self.rules.matter, self.account.roles, self.department, self._own_keys
        )

    @cached_property
    def _to_look_up(self) -> frozenset[Path]:
        """Of a paper that it verifies, what the register would have been asked with, and nothing else."""
        keys = {
            key
            for key, one in self.now.verifications.items()
            if one.asked.department == self.department and one.answered is None
        }
        papers = (one for one in self.rules.matter.materials if one.key in keys)
        checks = {rung.check for one in papers for rung in one.ladder if rung.check}
        asked_with = {
            path
            for use in self.rules.matter.checks
            if use.key in checks
            for path in use.inputs.values()
        }
        return frozenset(asked_with & self.rules.matter.elements.keys())

    @cached_property
    def materials(self) -> frozenset[str]:
        """The materials whose papers it may open."""
        return visible_materials(
            self.rules.matter, self.account.roles, self.department, self._own_keys
        )

    @cached_property
    def questions(self) -> frozenset[Path]:
        """The questions whose answers decide what it does, reads or gets."""
        if self.is_hall:
            return frozenset(question.ask for question in self.rules.matter.questions)
        return frozenset(name for one in self._conditions for name in one.names)

    @cached_property
    def checks(self) -> frozenset[str]:
        """The checks that serve its own steps: they fill its fields, stand for its papers, or decide its steps."""
        matter = self.rules.matter
        if self.is_hall:
            return frozenset(use.key for use in matter.checks)
        named = {
            name.split(".")[1].replace("_", "-")
            for one in self._conditions
            for name in one.names
            if name.startswith("checks.")
        }
        asked_again = {key for step in self.own_steps for key in step.recheck}
        filling = {use.key for use in matter.checks if self.fields & use.fills.keys()}
        return frozenset(named | asked_again | filling | self.checks_of_papers)

    @cached_property
    def checks_of_papers(self) -> frozenset[str]:
        """The checks whose answer stands for a paper that it may open."""
        return frozenset(
            rung.check
            for material in self.rules.matter.materials
            if material.key in self.materials
            for rung in material.ladder
            if rung.check
        )

    @cached_property
    def _conditions(self) -> tuple[Expression, ...]:
        matter = self.rules.matter
        found = [step.when for step in self.own_steps]
        fields = matter.elements | matter.row_elements
        found += [fields[path].when for path in self.fields]
        found += [one.when for one in matter.form.groups if self.may_read_rows(one)]
        found += [one.when for one in matter.materials if one.key in self.materials]
        return tuple(one for one in found if one is not None)

    def may_read_rows(self, group: Group) -> bool:
        """Whether it may read anything of the group."""
        return any(f"{group.group}.{field.key}" in self.fields for field in group.fields)

    def step_name(self, key: str) -> Text:
        if key == ACCEPTANCE:
            return Text(zh="受理", en="Acceptance")
        return self.rules.matter.step(key).name

    def department_name(self, key: str) -> Text:
        known = {one.key: one.name for one in self.rules.office.departments}
        return known.get(key) or Text.same(key)

    def person(self, account: str) -> Text:
        """What the person behind an account is called."""
        return self.names.get(account) or Text.same(account)

    def who(self, actor: Actor) -> Text:
        """Who did something: the person's name with the department, or the machine."""
        if actor.role == "machine":
            return Text(zh="系统", en="OneGo")
        if actor.role == "applicant":
            return Text(zh="申请人", en="the applicant")
        department = self.department_name(actor.department)
        name = self.person(actor.account)
        if actor.on_behalf is None:
            return Text(zh=f"{department.zh} {name.zh}", en=f"{name.en}, {department.en}")
        absent = self.person(actor.on_behalf)
        return Text(
            zh=f"{department.zh} {name.zh}（代{absent.zh}）",
            en=f"{name.en} for {absent.en}, {department.en}",
        )

    def may_open(self, notice: NoticeSeen) -> bool:
        """Its own notices, the hall all, and the results that its own steps build on."""
        if self.is_hall or notice.department == self.department:
            return True
        before = {key for s in self.own_steps for key in self.rules.matter.upstream(s.step)}
        return notice.step in before or self._was_ordered(notice.key)

    def _was_ordered(self, key: str) -> bool:
        """Whether the notice is an order of supervision to this department."""
        event, _, number = key.partition(":")
        known = self.now.supervisions if event == "supervised" else ()
        return any(
            number == str(place) and one.ordered.department == self.department
            for place, one in enumerate(known, start=1)
        )

    def may_hear(self, fact: Fact) -> bool:
        """Whether its timeline tells of the fact: of checks, papers and notices only those that are its business."""
        match fact:
            case CheckAnswered(finding=finding):
                return finding.check in self.checks
            case EvidenceTaken(evidence=evidence):
                return evidence.material in self.materials
            case Rated() | RatingSettled() if self.now.rated and self.now.rated.anonymous:
                return self.is_hall  # whoever gave no name is not found out by the departments
            case (
                NoticeIssued(key=key)
                | NoticeDelivered(key=key)
                | NoticeSent(key=key)
                | NoticeUndelivered(key=key)
                | NoticeVoided(key=key)
            ):
                return any(one.key == key and self.may_open(one) for one in self.notices)
            case _:
                return True


def departments_in(rules: Rules, step: Step, accepted: Collection[str]) -> tuple[str, ...]:
    """Who has a part in the step: in a visit only those whose own steps wait for it."""
    return visitors(rules.matter, step, accepted) if step.kind == "visit" else step.all_departments


def departments_of(rules: Rules, case: Case, now: Standing) -> frozenset[str]:
    """Who takes part in the case: the hall, and from acceptance on those whose steps apply."""
    part = {HALL}
    accepted = now.accepted.steps if now.accepted else ()
    for key in accepted:
        part |= {*departments_in(rules, rules.matter.step(key), accepted)}
    opened = (fact.departments for fact in case.facts if isinstance(fact, StepOpened))
    asked = {fact.department for fact in case.facts if isinstance(fact, VerificationAsked)}
    return frozenset(part.union(drawn_in(case), asked, *opened))


def drawn_in(case: Case) -> dict[str, frozenset[str]]:
    """By department, the steps that others brought it into: by a copy, a question, a transfer or a part of its own."""
    found: dict[str, frozenset[str]] = {}
    for fact in case.facts:
        match fact:
            case Copied(department=who) | OpinionAsked(department=who):
                key, department = fact.step, who
            case Transferred(to_department=str() as who):
                key, department = fact.step, who
            case PartAdded(part=part):
                key, department = fact.step, part.department
            case _:
                continue
        found[department] = found.get(department, frozenset()) | {key}
    return found


def open_case(hall: Hall, account: Account, number: str) -> CaseFile:
    """The case, for an account that may see it. Raises NotFound, also for one that it may not see."""
    house = hall.installation
    with house.database.transaction() as connection:
        stored = cases.load(connection, house.keyring, number)
        rules = house.rules(connection, stored.case.matter)
        now = standing(stored.case)
        if not may_see_case(account, departments_of(rules, stored.case, now)):
            raise NotFound(Text(zh=f"办件 {number}", en=f"Case {number}"))
        people = {one for fact in stored.case.facts for one in fact.by.persons}
        people |= {own for step in now.steps.values() for own in step.holders.values()}
        return CaseFile(
            rules=rules,
            case=stored.case,
            now=now,
            account=account,
            at=house.clock(),
            notices=in_order(now, notices.of_case(connection, number)),
            carriage=queues.carriage_of(connection, number),
            names=queues.names_of(connection, tuple(people)),
        )
