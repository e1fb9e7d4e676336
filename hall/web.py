"""The web application: the doors, the protections and the pages put together."""

from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.staticfiles import StaticFiles

from hall.api.documentation import calls, description, signed
from hall.doors import require_doors
from hall.error_pages import Unexpected, answer_errors, refusal_of
from hall.house import Hall
from hall.languages import LanguageSwitch
from hall.pages.acting import router as acting
from hall.pages.admin_accounts import router as admin_accounts
from hall.pages.admin_calendar import router as admin_calendar
from hall.pages.admin_drafts import router as admin_drafts
from hall.pages.admin_incidents import router as admin_incidents
from hall.pages.admin_long import router as admin_long
from hall.pages.admin_matters import router as admin_matters
from hall.pages.admin_publishing import router as admin_publishing
from hall.pages.admin_reads import router as admin_reads
from hall.pages.admin_registers import router as admin_registers
from hall.pages.admin_situations import router as admin_situations
from hall.pages.admin_workbench import router as admin_workbench
from hall.pages.asked_again import router as asked_again
from hall.pages.calendar_news import router as calendar_news
from hall.pages.case_export import router as case_export
from hall.pages.case_list import router as case_list
from hall.pages.case_page import router as case_page
from hall.pages.check_receipts import router as check_receipts
from hall.pages.counter import router as counter
from hall.pages.counter_form import router as counter_form
from hall.pages.counter_launch import router as counter_launch
from hall.pages.counter_papers import router as counter_papers
from hall.pages.deliveries import router as deliveries
from hall.pages.follow import router as follow
from hall.pages.health import router as health
from hall.pages.inbox import router as inbox
from hall.pages.live import router as live
from hall.pages.notices import router as notices
from hall.pages.own_account import router as own_account
from hall.pages.patterns import router as patterns
from hall.pages.privacy import router as privacy
from hall.pages.ratings import router as ratings
from hall.pages.signing_in import router as signing_in
from hall.pages.start import router as start
from hall.pages.supervision import router as supervision
from hall.pages.verify import router as verify
from hall.reads import ReadsWritten
from hall.rendering import STATIC
from hall.security import BoundedBodies, SecurityHeaders

PAGES: tuple[APIRouter, ...] = (
    start, signing_in, own_account, patterns, health,
    counter, counter_form, counter_launch, counter_papers, follow, verify, privacy,
    inbox, case_list, case_page, case_export, check_receipts, acting, notices, deliveries, live,
    admin_matters, admin_publishing, admin_incidents, admin_accounts,
    admin_workbench, admin_situations, admin_long, admin_drafts, admin_registers, admin_reads,
    admin_calendar, calendar_news, ratings,
    asked_again, supervision,
)  # fmt: skip
CALLS: tuple[APIRouter, ...] = (calls, signed, description)


def create_web(hall: Hall, pages: tuple[APIRouter, ...] = PAGES) -> FastAPI:
    """The application of this hall.

    Raises RouteOpen if a route does not say who may enter.
    """
    app = FastAPI(title="OneGo", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.hall = hall
    for router in (*pages, *CALLS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.state.paths = frozenset(route.path for route in iter_route_contexts(app.routes))
    answer_errors(app)
    require_doors(app)
    # The last one added is the outermost: headers stand on every answer, also on an unexpected one.
    app.add_middleware(ReadsWritten, refuse=refusal_of)
    app.add_middleware(BoundedBodies, limit=int(hall.settings.upload_limit))
    app.add_middleware(LanguageSwitch, secure=hall.is_https)
    app.add_middleware(Unexpected)
    app.add_middleware(SecurityHeaders, is_https=hall.is_https)
    return app
