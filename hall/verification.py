"""Whether a document is genuine: what the page behind its code says, and nothing more (domain 3.15)."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.installation import Installation
from forms.letter_certificates import valid_to
from hall.case_words import Tone, notice_name
from matters.case import business_date
from matters.masking import mask_name
from matters.notice_voids import VOID_REASONS, first_key, replaced_by, replaces
from matters.rules import Rules, filled
from matters.standing import Standing, standing
from matters.words import Text
from storage import cases, notices
from storage.database import Connection
from storage.notices import NoticeSeen

State = Literal["valid", "expired", "replaced", "revoked", "revoked-in-part", "void"]

STATES: dict[State, tuple[Text, Tone]] = {
    "valid": (Text(zh="有效", en="valid"), "good"),
    "expired": (Text(zh="有效期已届满", en="its term has ended"), "warn"),
    "replaced": (Text(zh="已被后续文书替代", en="replaced by a later document"), "warn"),
    "revoked": (Text(zh="已被撤销", en="revoked"), "bad"),
    "revoked-in-part": (
        Text(zh="所整合的部分许可已被撤销", en="some of its permits are revoked"),
        "bad",
    ),
    "void": (Text(zh="已作废", en="void"), "bad"),
}

CHECK_SIGNS = 6
"""So many signs of its code tell a notice from those of other numbers, typed by hand."""


@dataclass(frozen=True)
class Void:
    """Since when a notice counts no more, and why; not what was written beside the reason."""

    on: date
    because: Text


@dataclass(frozen=True)
class Genuine:
    """A document that this office issued."""

    kind: Text
    number: str
    agency: Text
    issued_on: date
    state: State
    until: date | None
    holder: str
    """Masked."""
    void: Void | None = None
    replaced_by: str | None = None
    """The number of the corrected notice that took its place."""
    replaces: str | None = None
    """The number of the voided notice whose place it took."""

    @property
    def counts(self) -> bool:
        """Whether it may be relied on."""
        return self.state == "valid"


def verified(house: Installation, code: str) -> Genuine | None:
    """The document with the code, or None if this office issued none."""
    with house.database.transaction() as connection:
        seen = notices.by_code(connection, code)
        return _genuine(house, connection, seen) if seen else None


def verified_by_number(house: Installation, number: str, check: str) -> Genuine | None:
    """The document with the number, if the check code is its own; None without telling which was wrong."""
    with house.database.transaction() as connection:
        for seen in notices.by_number(connection, as_numbered(number)):
            if hmac.compare_digest(check_code(seen.code).encode(), check.upper().encode()):
                return _genuine(house, connection, seen)
    return None


def verified_by_digest(house: Installation, digest: str) -> Genuine | None:
    """The document whose file has this SHA-256: not one byte of it differs."""
    with house.database.transaction() as connection:
        seen = notices.by_file(connection, digest)
        return _genuine(house, connection, seen) if seen else None


def check_code(code: str) -> str:
    """What is typed with the number of a notice: the first signs of its code, in capital letters."""
    return code[:CHECK_SIGNS].upper()


_WIDE = str.maketrans("０１２３４５６７８９[]()（）【】［］", "0123456789〔〕〔〕〔〕〔〕〔〕")


def as_numbered(typed: str) -> str:
    """A number as it stands on the notice, whatever brackets and digits were typed (GB/T 9704)."""
    return "".join(typed.split()).translate(_WIDE)


def _genuine(house: Installation, connection: Connection, seen: NoticeSeen) -> Genuine:
    case = cases.load(connection, house.keyring, seen.case).case
    rules = house.rules(connection, case.matter)
    now = standing(case)
    until = _until(rules, now, seen)
    return Genuine(
        kind=notice_name(rules, seen.key, seen.letter, seen.step),
        number=seen.number,
        agency=rules.office.department(seen.department).name,
        issued_on=business_date(seen.issued_at),
        state=state_of(rules, now, seen, until, business_date(house.clock())),
        until=until,
        holder=_holder(rules, now),
        void=void_of(now, seen.key),
        replaced_by=replaced_by(now, seen.key),
        replaces=replaces(now, seen.key),
    )


def void_of(now: Standing, key: str) -> Void | None:
    """Since when and why a notice counts no more."""
    voided = now.voided.get(key)
    return Void(voided.on, VOID_REASONS[voided.because]) if voided else None


def _until(rules: Rules, now: Standing, seen: NoticeSeen) -> date | None:
    """The last day of a certificate's term; a letter has none."""
    certificate = rules.matter.step(seen.step).issues if seen.step else None
    if certificate is None or not seen.key.startswith("certificate:"):
        return None
    ended = now.step(seen.step or "").ended_on
    return valid_to(certificate, ended or business_date(seen.issued_at))


def state_of(
    rules: Rules, now: Standing, seen: NoticeSeen, until: date | None, today: date
) -> State:
    """Whether the document still counts, as of today."""
    if seen.key in now.voided:
        return "void"
    if seen.step and seen.key.startswith(GRANTS):
        revoked = set(_revoked(rules, now))
        certificate = rules.matter.step(seen.step).issues
        if seen.step in revoked:
            return "revoked"
        if certificate is not None and revoked & set(certificate.combines):
            return "revoked-in-part"
    if seen.step and _round_of(seen.key) < now.step(seen.step).round:
        return "replaced"
    if until is not None and today > until:
        return "expired"
    return "valid"


GRANTS = ("granted:", "certificate:")


def _revoked(rules: Rules, now: Standing) -> Iterator[str]:
    """The steps whose grant fell, because the check of its promise failed."""
    for step in rules.matter.steps:
        if step.follow_up and now.step(step.step).status == "refused":
            yield from step.after


def _round_of(key: str) -> int:
    """`granted:food-licence:2` is of the second round."""
    last = first_key(key).rpartition(":")[2]
    return int(last) if last.isdigit() else 1_000


def _holder(rules: Rules, now: Standing) -> str:
    """The name with stars; a company's, too: the page confirms, it does not publish."""
    answers = filled(rules.matter, now)
    if rules.matter.audience == "company":
        return _masked_company(str(answers.get("company.name") or ""))
    return mask_name(str(answers.get("person.name") or ""))


def _masked_company(name: str) -> str:
    shown = 4
    return (
        name[:2] + "*" * max(0, len(name) - shown - 2) + name[-shown:]
        if len(name) > shown + 2
        else name
    )
