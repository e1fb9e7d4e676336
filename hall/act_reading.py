"""A posted form of the case page, read as one act. Names of its fields: see `templates/_acts.html`."""

from collections.abc import Iterator

from itsdangerous import BadSignature, URLSafeSerializer

from hall.act_lists import promise_text
from hall.act_rows import groups_in, rows_from
from hall.act_step_reading import read_by_fields
from hall.case_file import CaseFile
from hall.house import Hall
from hall.posted import Posted
from matters.acts import (
    Accept,
    Act,
    AskForMore,
    Inspect,
    RefuseToAccept,
    Supply,
)
from matters.case import ACCEPTANCE, AskedAgain, Evidence, Wanted
from matters.errors import ActRefused, OneGoError
from matters.fields import Answers
from matters.one_notice import BECAUSE
from matters.spec import Material
from storage.files import accepted, digest_of

LONGEST = 2000
"""Characters of one reason; the acts allow no more."""


def read_act(hall: Hall, file: CaseFile, posted: Posted) -> Act:
    """The act that was posted; files that came with it are kept.

    Raises ActRefused for what cannot be read, FileTooLarge, FileKindNotAllowed.
    """
    too_long = [name for name in posted.names() for one in posted.texts(name) if len(one) > LONGEST]
    if too_long:
        raise ActRefused(
            zh=f"填写的内容过长：每一项不超过{LONGEST}字。请精简后再提交。",
            en=f"That is too long: at most {LONGEST} characters in each place. Shorten it.",
        )
    step = posted.text("step") or ACCEPTANCE
    match posted.text("act"):
        case "accept":
            return Accept()
        case "refuse-to-accept":
            competent = posted.text("competent") or None
            reason, basis = posted.text("reason"), posted.text("basis")
            needless = posted.text("needless") == "yes"
            return RefuseToAccept(
                reason=reason,
                basis=basis,
                competent=competent,
                needless=needless,
                listed=posted.texts("listed"),
            )
        case "ask-for-more":
            return AskForMore(
                step=step,
                wanted=tuple(_wanted(posted)),
                days=_days(posted),
                again=_again(posted),
            )
        case "supply":
            return _supply(hall, file, posted, step)
        case "inspect":
            return Inspect(
                step=step,
                passed=posted.text("passed") == "yes",
                corrections=_lines(posted, "corrections"),
                officers=_lines(posted, "officers"),
            )
        case name:
            return read_by_fields(file, posted, name, step)


def _wanted(posted: Posted) -> Iterator[Wanted]:
    for ticked in posted.texts("want"):
        kind, _, key = ticked.partition(":")
        wrong, standard = posted.text(f"wrong:{ticked}"), posted.text(f"standard:{ticked}")
        if kind == "field":
            yield Wanted(kind="field", key=key, wrong=wrong, standard=standard)
        else:
            yield Wanted(kind="material", key=key, wrong=wrong, standard=standard)


def _again(posted: Posted) -> AskedAgain | None:
    """Why it asks for what an earlier notice could have asked, if anything was chosen."""
    chosen = next((one for one in BECAUSE if one == posted.text("because")), None)
    return AskedAgain(because=chosen, words=posted.text("because_words")) if chosen else None


MOST_DAYS = 60


def _days(posted: Posted) -> int | None:
    said = posted.text("days")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= MOST_DAYS):
        raise ActRefused(
            zh=f"补正期限应为1至{MOST_DAYS}个工作日的整数。",
            en=f"The time to supply is a whole number of working days, from 1 to {MOST_DAYS}.",
        )
    return int(said)


def _lines(posted: Posted, name: str) -> tuple[str, ...]:
    """What stands line by line, or in several fields of one name."""
    lines = (line.strip() for one in posted.texts(name) for line in one.splitlines())
    return tuple(line for line in lines if line)


def _supply(hall: Hall, file: CaseFile, posted: Posted, step: str) -> Supply:
    papers = (_evidence(hall, file, posted, one) for one in file.rules.matter.materials)
    return Supply(
        step=step, answers=_answers(file, posted), evidence=tuple(one for one in papers if one)
    )


def _answers(file: CaseFile, posted: Posted) -> Answers:
    """What was filled in, as it was typed; whether it is right is for `forms` to say."""
    answers: Answers = {}
    types = file.rules.matter.types
    for name in posted.names():
        prefix, _, path = name.partition(":")
        said = tuple(one for one in posted.texts(name) if one)
        if prefix == "answer" and path in types and said:
            answers[path] = said if types[path] == "choices" else said[-1]
    rows = {
        group: rows_from(file, posted, group)
        for group in groups_in(posted)
        if group in file.rules.matter.groups
    }
    return answers | rows


def _evidence(hall: Hall, file: CaseFile, posted: Posted, material: Material) -> Evidence | None:
    content = posted.upload(f"paper:{material.key}")
    if content is not None:
        kind = accepted(content, int(hall.settings.upload_limit))
        digest = hall.installation.files.put(content)
        return Evidence(material=material.key, rung="upload", digest=digest, label=kind.value)
    if kept := kept_paper(hall, file, material.key, posted.text(f"kept:{material.key}")):
        return Evidence(material=material.key, rung="upload", digest=kept[0], label=kept[1])
    signed = posted.texts(f"sign:{material.key}")
    for rung in material.ladder:
        if rung.kind == "promise" and rung.key in signed:
            digest = digest_of(promise_text(file, rung.key).encode())
            return Evidence(material=material.key, rung="promise", digest=digest, label=rung.key)
    return None


def keep_paper(hall: Hall, file: CaseFile, posted: Posted, material: str) -> str | None:
    """For a form that was refused: a ticket for the file that came with it, so that it need not be chosen again."""
    content = posted.upload(f"paper:{material}")
    ticket = posted.text(f"kept:{material}") or None
    if content is None:
        return ticket
    try:
        kind = accepted(content, int(hall.settings.upload_limit))
    except OneGoError:
        return None
    held = [file.number, material, hall.installation.files.put(content), kind.value]
    return str(_tickets(hall).dumps(held))


def kept_paper(hall: Hall, file: CaseFile, material: str, ticket: str) -> tuple[str, str] | None:
    """Digest and kind of a file whose ticket was made for this case and material."""
    if not ticket:
        return None
    try:
        number, of, digest, kind = _tickets(hall).loads(ticket)
    except (BadSignature, ValueError, TypeError):
        return None
    is_here = number == file.number and of == material
    return (str(digest), str(kind)) if is_here else None


def _tickets(hall: Hall) -> URLSafeSerializer:
    return URLSafeSerializer(hall.session_key, salt="file kept")
