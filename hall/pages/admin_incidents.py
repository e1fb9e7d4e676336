"""Cases on which the machine failed, and the waves that it carries cases in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from hall.doors import allowed
from hall.visitor import Visitor
from matters.errors import ActRefused
from matters.words import Text
from storage import bell, claims, incidents, oversight, published

router = APIRouter(prefix="/admin")
Mender = Annotated[Visitor, Depends(allowed("mend-incidents"))]

MOST_INCIDENTS = 200
MOST_WAVES = 100


@router.get("/incidents")
def open_incidents(visitor: Mender) -> Response:
    """The incidents that wait for somebody, the newest first."""
    with visitor.hall.database.transaction() as connection:
        rows = incidents.unresolved(connection, MOST_INCIDENTS)
        names = {
            one.key: published.matter_of(connection, one.digest).name
            for one in published.versions(connection)
        }
    return visitor.page("admin_incidents.html", rows=rows, names=names, most=MOST_INCIDENTS)


@router.post("/incidents/{incident}/retry")
def retry(visitor: Mender, incident: Annotated[int, Path(ge=1, lt=2**31)]) -> Response:
    """Close the incident and ask for a wave, which tries the case again."""
    hall = visitor.hall
    with hall.database.transaction() as connection:
        case = incidents.resolve(connection, incident, visitor.signed.id, hall.clock())
        if case is None:
            raise ActRefused(
                zh="该异常已由他人处理，或不存在。请刷新列表。",
                en="Somebody else has dealt with this incident, or there is none. Reload the list.",
            )
        digest = oversight.digest_of(connection, case)
        reference = published.matter_of(connection, digest).reference if digest else ""
    hall.installation.bell.ring(bell.CASES, case)
    hall.installation.bell.ring(bell.WAVES, reference)
    said = Text(
        zh=f"已安排重试办件 {case}；如仍失败，会再次出现在本页。",
        en=f"Case {case} is being tried again; if it fails, it comes back here.",
    )
    return visitor.go("/admin/incidents", said)


@router.get("/waves")
def waves(visitor: Mender) -> Response:
    """What the machine carried lately; the history of each run is in Prefect's own pages."""
    hall = visitor.hall
    with hall.database.transaction() as connection:
        rows = claims.recent_waves(connection, MOST_WAVES)
        waiting = sum(claims.waiting(connection, hall.clock()).values())
    prefect = hall.settings.prefect_api.removesuffix("/api")
    return visitor.page("admin_waves.html", rows=rows, waiting=waiting, prefect=prefect)
