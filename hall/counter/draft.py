"""A draft at the counter: all that was typed, found and handed in so far, and what follows from it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from pydantic import AwareDatetime

from flows.installation import Installation
from forms.filling import Filling, fill
from forms.outline import outline_of
from forms.papers import standing_with
from forms.sheet import Beside, Sheet, sheet
from forms.submission import problems_in
from matters.case import Delivery, Evidence, Finding, business_date
from matters.errors import MatterRetired, MatterUnknown
from matters.fields import Answers, Value
from matters.mistakes import nearest
from matters.rules import Rules, agreed, inputs_of
from matters.spec import Matter
from matters.standing import Standing
from matters.words import Frozen, Language, Text
from storage import drafts, idempotency, published
from storage.database import Connection
from storage.drafts import StoredDraft
from storage.idempotency import Once


class Heard(Frozen):
    """What a register said, and what it was asked with: other answers make it void."""

    finding: Finding
    inputs: dict[str, Value]


class Kept(Frozen):
    """A paper or a signed promise, as the draft lists it."""

    evidence: Evidence
    size: int
    at: AwareDatetime
    signer: str = ""


class Draft(Frozen):
    """What is kept, sealed as a whole."""

    answers: Answers = {}
    written: dict[str, tuple[str, ...]] = {}
    """What was written where it cannot be right, exactly so."""
    objections: dict[str, str] = {}
    consents: dict[str, AwareDatetime] = {}
    """The checks that the applicant agreed to, and when."""
    heard: tuple[Heard, ...] = ()
    papers: tuple[Kept, ...] = ()
    delivery: Delivery = "electronic"
    language: Language = "zh"

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(one.finding for one in self.heard)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(one.evidence for one in self.papers)


@dataclass(frozen=True)
class OpenDraft:
    """A draft on the desk of its clerk, within the rules of its matter, on one day."""

    id: str
    account: str
    rules: Rules
    draft: Draft
    on: date
    updated_at: datetime

    @property
    def matter(self) -> Matter:
        return self.rules.matter

    @cached_property
    def sheet(self) -> Sheet:
        beside = Beside(
            evidence=self.draft.evidence,
            objections=self.draft.objections,
            consents=frozenset(self.draft.consents),
        )
        return sheet(self.matter, self.draft.answers, self.draft.findings, self.on, beside)

    @cached_property
    def filling(self) -> Filling:
        draft = self.draft
        return fill(self.matter, draft.answers, draft.findings, self.on, draft.consents)

    @cached_property
    def standing(self) -> Standing:
        """As if it were launched now, with its papers and objections."""
        draft = self.draft
        return standing_with(self.filling, draft.evidence, frozenset(draft.objections))

    @cached_property
    def wrong(self) -> dict[str, Text]:
        """What cannot be right, by path, of all that is shown."""
        written = problems_in(self.matter, self.draft.written, self.on)
        entries = (*self.sheet.entries(), *self.sheet.row_entries())
        visible = {entry.path for entry in entries if entry.visible}
        visible |= {group.path for group in self.sheet.groups if group.visible}
        return {
            path: why for path, why in (self.sheet.problems | written).items() if path in visible
        }

    @property
    def applicant(self) -> str:
        """The name by which the clerk knows the draft again; empty until there is one."""
        own = "company.name" if self.matter.audience == "company" else "person.name"
        return str(self.filling.values.get(own) or "")

    def with_draft(self, **changes: object) -> "OpenDraft":
        """The same with parts of what is kept changed; findings that no longer hold are dropped."""
        draft = Draft.model_validate(dict(self.draft) | changes)
        return _without_outdated(replace(self, draft=draft))


def _without_outdated(desk: OpenDraft) -> OpenDraft:
    """What a register was asked with other answers says nothing any more."""
    while True:
        kept = tuple(one for one in desk.draft.heard if _holds_still(desk, one))
        if len(kept) == len(desk.draft.heard):
            return desk
        desk = replace(desk, draft=desk.draft.model_copy(update={"heard": kept}))


def _holds_still(desk: OpenDraft, heard: Heard) -> bool:
    use = next((use for use in desk.matter.checks if use.key == heard.finding.check), None)
    if use is None or not agreed(use, desk.filling.standing):
        return False
    inputs = inputs_of(use, desk.matter, desk.filling.standing)
    # Hidden for now, e.g. by an answer that is being changed: it may come back as it was.
    return inputs is None or inputs == heard.inputs


def begin(house: Installation, key: str, account: str, language: Language) -> OpenDraft:
    """A new draft of the matter's current version. Raises MatterUnknown, MatterRetired."""
    at = house.clock()
    with house.database.transaction() as connection:
        rules = house.rules(connection, _current_digest(house, connection, key))
        drafts.forget_expired(connection, at)
        desk = OpenDraft(
            id=secrets.token_urlsafe(12),
            account=account,
            rules=rules,
            draft=Draft(language=language),
            on=business_date(at),
            updated_at=at,
        )
        _save(house, connection, desk)
    return desk


def opened(house: Installation, draft_id: str, account: str) -> OpenDraft:
    """The clerk's draft; one of an older version is carried over to the current one.

    Raises DraftGone, and MatterRetired when the matter takes no new cases.
    """
    at = house.clock()
    with house.database.transaction() as connection:
        stored = drafts.load(connection, house.keyring, draft_id, account, at)
        desk = _on_the_desk(house, connection, stored)
        if published.takes_cases(connection, stored.digest, at):
            return desk
        digest = _current_digest(house, connection, desk.matter.matter)
        desk = _carried_over(desk, house.rules(connection, digest))
        _save(house, connection, desk)
        return desk


def save(house: Installation, desk: OpenDraft) -> None:
    """Keep the draft as it is now. Raises DraftGone if it was launched or discarded meanwhile."""
    with house.database.transaction() as connection:
        drafts.load(connection, house.keyring, desk.id, desk.account, house.clock())
        _save(house, connection, desk)


def discard(house: Installation, draft_id: str, account: str) -> None:
    with house.database.transaction() as connection:
        drafts.discard(connection, draft_id, account)


def own_drafts(house: Installation, account: str) -> tuple[OpenDraft, ...]:
    """The clerk's drafts of matters that still take cases, the newest first."""
    with house.database.transaction() as connection:
        stored = drafts.of_account(connection, house.keyring, account, house.clock())
        return tuple(_on_the_desk(house, connection, one) for one in stored)


def launched_as(house: Installation, draft_id: str, account: str) -> str | None:
    """The case that the draft became already."""
    with house.database.transaction() as connection:
        return idempotency.known_answer(connection, launch_of(draft_id, account))


def launch_of(draft_id: str, account: str) -> Once:
    """The launch of a draft: asked for twice, it is done once."""
    return Once(account=account, key=f"draft {draft_id}", request=draft_id)


def _current_digest(house: Installation, connection: Connection, key: str) -> str:
    known = [one for one in published.versions(connection) if one.key == key]
    if not known:
        keys = tuple(one.key for one in published.current(connection, house.clock()))
        raise MatterUnknown(key[:60], nearest(key, keys))
    taking = [one for one in known if one.stage(house.clock()) == "current"]
    if not taking:
        raise MatterRetired(house.rules(connection, known[0].digest).matter.name)
    return taking[0].digest


def _on_the_desk(house: Installation, connection: Connection, stored: StoredDraft) -> OpenDraft:
    return OpenDraft(
        id=stored.id,
        account=stored.account,
        rules=house.rules(connection, stored.digest),
        draft=Draft.model_validate_json(stored.body),
        on=business_date(house.clock()),
        updated_at=stored.updated_at,
    )


def _carried_over(desk: OpenDraft, rules: Rules) -> OpenDraft:
    """The draft under a newer version: what its form still knows is kept."""
    outline = outline_of(rules.matter)
    paths = outline.paths
    written = (path for path in desk.draft.written if outline.line_at(path))
    checks = {use.key for use in rules.matter.checks}
    materials = {material.key for material in rules.matter.materials}
    draft = desk.draft.model_copy(
        update={
            "answers": _known(desk.draft.answers.items(), paths),
            "written": _known(desk.draft.written.items(), written),
            "objections": _known(
                desk.draft.objections.items(), (*paths, *(f"checks.{key}" for key in checks))
            ),
            "consents": _known(desk.draft.consents.items(), checks),
            "heard": tuple(one for one in desk.draft.heard if one.finding.check in checks),
            "papers": tuple(
                one
                for one in desk.draft.papers
                if one.evidence.material in materials and one.evidence.rung in ("upload", "proof")
            ),
        }
    )
    return _without_outdated(replace(desk, rules=rules, draft=draft))


def _known(pairs: Iterable[tuple[str, object]], paths: Iterable[str]) -> dict[str, object]:
    known = frozenset(paths)
    return {path: value for path, value in pairs if path in known}


def _save(house: Installation, connection: Connection, desk: OpenDraft) -> None:
    drafts.save(
        connection,
        house.keyring,
        StoredDraft(
            id=desk.id,
            account=desk.account,
            digest=desk.matter.digest,
            body=desk.draft.model_dump_json(),
            updated_at=house.clock(),
        ),
    )
