"""Chinese first, English by a switch on every page; a cookie remembers it."""

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from matters.words import Language

COOKIE = "language"
SWITCH = "language"
A_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    return "en" if request.cookies.get(COOKIE) == "en" else "zh"


def switched(url: URL) -> str:
    """The address of the same page, on which the language will be the other; to be completed with it."""
    rest = [(key, value) for key, value in parse_qsl(url.query) if key != SWITCH]
    # Two slashes at the front would be another host's address.
    path = "/" + url.path.lstrip("/\\")
    return f"{path}?{urlencode([*rest, (SWITCH, '')])}"


class LanguageSwitch:
    """`?language=en` on any page: remembers the language and returns to the page without it."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(scope)
        await (response or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> RedirectResponse | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        request = Request(scope)
        wanted = request.query_params.get(SWITCH)
        if wanted not in ("zh", "en") or request.url.path.startswith("/api/"):
            return None
        back = switched(request.url).removesuffix(f"{SWITCH}=").rstrip("?&")
        response = RedirectResponse(back, status_code=303)
        response.set_cookie(
            COOKIE, wanted, max_age=A_YEAR, samesite="lax", httponly=True, secure=self._secure
        )
        return response
