"""A posted form of the case page, read as one act. Names of its fields: see `templates/_acts.html`."""

from collections.abc import Iterator

from itsdangerous import BadSignature, URLSafeSerializer

from hall.act_lists import promise_text
from hall.act_rows import groups_in, rows_from
from hall.act_spots import Around, spots_of
from hall.act_step_reading import read_by_fields
from hall.case_file import CaseFile
from hall.form_mistakes import FormWrong, Mistake, check_length, understood
from hall.house import Hall
from hall.posted import Posted
from hall.spots import Spot
from matters.acts import Act, AskForMore, Supply
from matters.case import ACCEPTANCE, AskedAgain, Evidence, Wanted
from matters.errors import OneGoError
from matters.fields import Answers
from matters.one_notice import BECAUSE
from matters.spec import Material
from storage.files import accepted, digest_of

PAPER = "paper:"
"""Before the key of a material, in the name of its place."""


def read_act(hall: Hall, file: CaseFile, posted: Posted) -> Act:
    """The act that was posted; files that came with it are kept.

    Raises FormWrong for what is missing or wrong in it, AnswersWrong for rows, ActRefused for what cannot be read.
    """
    step = posted.text("step") or ACCEPTANCE
    form = posted.text("form") or posted.text("act")
    spots = spots_of(file, form, step, Around())
    check_length(posted, spots)
    match posted.text("act"):
        case "ask-for-more":
            return _ask_for_more(posted, step, spots)
        case "supply":
            return _supply(hall, file, posted, step)
        case name:
            return read_by_fields(file, posted, (name, step), spots)


def _ask_for_more(posted: Posted, step: str, spots: tuple[Spot, ...]) -> AskForMore:
    """What is asked for; of what was not chosen nothing needs to be said."""
    chosen = {f"{of}:{name}" for name in posted.texts("want") for of in ("wrong", "standard")}
    said = {
        "step": step,
        "wanted": tuple(_wanted(posted)),
        "days": posted.text("days") or None,
        "again": _again(posted),
    }
    asked = (one for one in spots if ":" not in one.name or one.name in chosen)
    return understood(AskForMore, said, posted, asked)


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
    content = posted.upload(f"{PAPER}{material.key}")
    if content is not None:
        try:
            kind = accepted(content, int(hall.settings.upload_limit))
        except OneGoError as refused:
            spot = Spot(f"{PAPER}{material.key}", material.name, "file")
            raise FormWrong((Mistake(spot, refused.text),)) from None
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
    content = posted.upload(f"{PAPER}{material}")
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
