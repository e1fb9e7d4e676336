"""The delivery of notices: the pick-up desk, the page of one case, and what is made public."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows.commands import act_on
from hall.act_rights import right_for
from hall.act_table import ACTS
from hall.case_file import CaseFile
from hall.case_search import find
from hall.delivery_forms import delivery_act, delivery_spots
from hall.delivery_lists import LATE_AFTER, desk_of, late_of, public_notices
from hall.delivery_words import CHANNELS, METHODS, ways_of
from hall.doors import allowed, public
from hall.form_mistakes import sheets_of
from hall.permissions import require
from hall.reads import Shown, note_read, note_shown, read_case
from hall.spots import Spot
from hall.visitor import Visitor
from matters.acts import ACT
from matters.delivery import CONSENT, ELECTRONIC, channel_of, consents
from matters.errors import NotFound, OneGoError
from storage import outbox
from storage.files import kind_of

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("hand-out"))]
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]
Guest = Annotated[Visitor, Depends(public())]


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
        sheets=sheets_of(
            _spots(visitor, file), visitor.posted.text("act"), visitor.posted, refused
        ),
        acts=file.is_hall and visitor.may("hand-out"),
        refused=refused,
        once=f"deliver-{file.number}-{len(file.case.facts)}",
    )


def _spots(visitor: Visitor, file: CaseFile) -> Mapping[str, tuple[Spot, ...]]:
    """The places of the forms; only notices that their reader may open are chosen from."""
    own = {one.key for one in file.notices if file.may_open(one)}
    ways = tuple(one for one in ways_of(file.rules, file.now) if one.key in own)
    return delivery_spots(visitor.hall, ways, file.today)


@router.post("/cases/{number}/deliveries")
def act(visitor: Reader, number: str) -> Response:
    """One act about the delivery; if it is refused, the same page with the reason."""
    file = read_case(visitor, number, "deliveries")
    try:
        require(visitor.signed, right_for(visitor.posted.text("act"), "acceptance"))
        done = delivery_act(visitor.hall, visitor.posted, _spots(visitor, file), visitor.language)
        once = visitor.once(ACT.dump_json(done).decode())
        act_on(visitor.hall.installation, number, done, visitor.actor, once)
    except OneGoError as refused:
        note_shown(visitor, file, "deliveries")
        return _of_case(visitor, file, refused)
    return visitor.go(f"/cases/{number}/deliveries", ACTS[done.act].done)


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
