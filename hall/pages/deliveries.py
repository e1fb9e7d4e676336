"""The delivery of notices: the pick-up desk, the page of one case, and what is made public."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import ValidationError

from flows.commands import act_on
from hall.act_rights import right_for
from hall.act_table import ACTS
from hall.case_file import CaseFile
from hall.case_search import find
from hall.confirming import confirmation, offered
from hall.delivery_lists import LATE_AFTER, desk_of, late_of, public_notices
from hall.delivery_words import CHANNELS, FAILURES, METHODS, ways_of
from hall.doors import allowed, public
from hall.permissions import require
from hall.posted import Posted
from hall.reads import Shown, note_read, note_shown, read_case
from hall.visitor import Visitor
from matters.acts import ACT, Act
from matters.delivery import CONSENT, ELECTRONIC, channel_of, consents
from matters.errors import ActRefused, NotFound, OneGoError
from storage import outbox
from storage.files import kind_of

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("hand-out"))]
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]
Guest = Annotated[Visitor, Depends(public())]

BY_HAND = ("in-person", "agent", "family", "left", "post")
RETURNS = ("returned", "refused", "bad-address", "nobody-there", "not-collected")


@router.get("/pick-up")
def desk(visitor: Clerk, after: str = "") -> Response:
    """What waits to be fetched or posted, what is with the post, and what did not arrive."""
    return _desk(visitor, after)


@router.post("/pick-up")
def search(visitor: Clerk) -> Response:
    """To the case by its number, the applicant's number, or a code of its papers; no address shows any of it."""
    asked = visitor.posted.text("q")
    code = asked.rstrip("/").rpartition("/")[2]
    with visitor.hall.database.transaction() as connection:
        number = outbox.behind_code(connection, code) if code else None
    if number is not None:
        return visitor.go(f"/cases/{number}/deliveries")
    try:
        found = find(visitor.hall, visitor.signed, asked)
    except OneGoError as refused:
        return _desk(visitor, "", refused)
    if found.is_personal:
        note_read(
            visitor.request,
            *(Shown(one.case.number, "search", one.case.matter) for one in found.cases),
        )
    if len(found.cases) == 1:
        return visitor.go(f"/cases/{found.cases[0].case.number}/deliveries")
    return visitor.page("found.html", found=found, asked="" if found.is_personal else asked)


def _desk(visitor: Visitor, after: str, refused: OneGoError | None = None) -> Response:
    return visitor.page(
        "pick_up.html",
        refused.status if refused else 200,
        refused=refused,
        desk=desk_of(visitor.hall, after),
        late=late_of(visitor.hall),
        late_after=LATE_AFTER.days,
    )


@router.get("/cases/{number}/deliveries")
def of_case(visitor: Reader, number: str) -> Response:
    """How each notice of the case goes, and for the hall the forms about it."""
    return _of_case(visitor, read_case(visitor, number, "deliveries"))


def _of_case(visitor: Visitor, file: CaseFile, refused: OneGoError | None = None) -> Response:
    now = file.now
    own = {one.key for one in file.notices if file.may_open(one)}
    ways = tuple(one for one in ways_of(file.rules, now) if one.key in own)
    return visitor.page(
        "deliveries.html",
        refused.status if refused else 200,
        file=file,
        ways=ways,
        open_ways=tuple(one for one in ways if one.is_open),
        codes={one.key: one.code for one in file.notices},
        address=now.address,
        chosen=CHANNELS[channel_of(now)],
        consent=consents(now) and channel_of(now) in ELECTRONIC,
        consent_text=CONSENT,
        channels=CHANNELS,
        offered=offered(visitor.hall),
        methods={one: METHODS[one] for one in BY_HAND},
        returns={one: FAILURES[one] for one in RETURNS},
        acts=file.is_hall and visitor.may("hand-out"),
        typed=visitor.posted,
        refused=refused,
        once=f"deliver-{file.number}-{len(file.case.facts)}",
    )


@router.post("/cases/{number}/deliveries")
def act(visitor: Reader, number: str) -> Response:
    """One act about the delivery; if it is refused, the same page with the reason."""
    file = read_case(visitor, number, "deliveries")
    try:
        require(visitor.signed, right_for(visitor.posted.text("act"), "acceptance"))
        done = _act(visitor, visitor.posted)
        once = visitor.once(ACT.dump_json(done).decode())
        act_on(visitor.hall.installation, number, done, visitor.actor, once)
    except OneGoError as refused:
        note_shown(visitor, file, "deliveries")
        return _of_case(visitor, file, refused)
    return visitor.go(f"/cases/{number}/deliveries", ACTS[done.act].done)


def _act(visitor: Visitor, posted: Posted) -> Act:
    """What the form says. Raises ActRefused."""
    if posted.text("act") == "confirm-address":
        return confirmation(posted, visitor.language)
    names = ("act", "method", "recipient", "relation", "identity", "place", "witness", "notes",
             "mail", "reason", "channel")  # fmt: skip
    said: dict[str, object] = {name: posted.text(name) for name in names if posted.text(name)}
    said["notices"] = posted.texts("notices")
    if arrived := _day(posted.text("arrived")):
        said["arrived"] = arrived
    if posted.text("act") == "record-delivery" and (photo := posted.upload("proof")):
        if kind_of(photo) is None:
            raise ActRefused(
                zh="签收凭证应为PDF或者JPG、PNG图片。", en="The proof must be a PDF, JPG or PNG."
            )
        said["proof"] = visitor.hall.installation.files.put(photo)
    try:
        return ACT.validate_python(said)
    except ValidationError:
        raise ActRefused(
            zh="填写不完整：请选择文书和方式，邮件号为4至40位字母或者数字。",
            en="Something is missing: choose the notices and how; a letter's number has 4 to 40 letters or digits.",
        ) from None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007 - a day
    except ValueError:
        return None


@router.get("/announcements")
def announcements(visitor: Guest, after: str = "") -> Response:
    """Notices that are made public, with masked names; they count as delivered after thirty days."""
    return visitor.page("announcements.html", public=public_notices(visitor.hall, after))


@router.get("/cases/{number}/deliveries/{key}/proof")
def proof(visitor: Reader, number: str, key: str) -> Response:
    """The signed receipt or photograph of a delivery. Raises NotFound."""
    file = read_case(visitor, number, "delivery proof")
    arrived = file.now.delivered.get(key)
    if not file.is_hall or arrived is None or arrived.proof is None:
        raise NotFound(METHODS["left"])
    content = visitor.hall.installation.files.get(arrived.proof)
    kind = kind_of(content)
    return Response(content, media_type=kind.value if kind else "application/octet-stream")
