"""Who stands at the door: the account, the language, what was sent; and the ways to answer."""

import hashlib
import secrets
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from hall import flashes, sessions
from hall.flashes import Said, Tone
from hall.house import Hall
from hall.languages import language_of, switched
from hall.navigation import Way, ways_for
from hall.permissions import Right, actor, may
from hall.posted import Posted
from hall.refusals import SignInNeeded
from hall.rendering import render
from hall.security import mark
from matters.calendar_needs import lacking
from matters.case import Actor, business_date
from matters.words import Language, Text
from storage.accounts import Account
from storage.idempotency import Once

GUEST_COOKIE = "onego_guest"
"""A random name for a browser that is not signed in, so that its forms can be marked too."""


@dataclass(frozen=True)
class Visitor:
    """One request of one person; every page gets it and answers through it."""

    hall: Hall
    request: Request
    posted: Posted
    account: Account | None = None
    bound_to: str | None = None
    """What the marks of this browser's forms are made for: its session token or its guest name."""

    @property
    def signed(self) -> Account:
        """The account; only behind `allowed(…)`. Raises SignInNeeded."""
        if self.account is None:
            raise SignInNeeded
        return self.account

    @property
    def actor(self) -> Actor:
        """In whose name an act is recorded. Raises NotAllowed for accounts that take part in no case."""
        return actor(self.signed)

    @property
    def language(self) -> Language:
        return language_of(self.request)

    @property
    def path(self) -> str:
        return self.request.url.path

    @property
    def switch(self) -> str:
        """Address of this page, to be completed with the language wanted."""
        return switched(self.request.url)

    @property
    def ways(self) -> tuple[Way, ...]:
        paths: frozenset[str] = self.request.app.state.paths
        return ways_for(self.account, paths)

    @property
    def department(self) -> Text:
        return self.hall.department_name(self.signed.department)

    def may(self, right: Right) -> bool:
        """For templates that show a button only to those who may press it."""
        return self.account is not None and may(self.account, right)

    @property
    def missing_years(self) -> tuple[int, ...]:
        """For those who keep the calendar: the years that it should have by now, and has not."""
        if not self.may("keep-calendar"):
            return ()
        house = self.hall.installation
        return lacking(house.calendar, business_date(house.clock()))

    def once(self, request: str) -> Once | None:
        """The form's key with what it says: sent twice it is one act; changed and sent again it is another."""
        key = self.posted.text("once")
        if not key:
            return None
        digest = hashlib.sha256(request.encode()).hexdigest()[:16]
        return Once(account=self.signed.id, key=f"{key}-{digest}", request=request)

    def page(self, template: str, status: int = 200, **context: object) -> Response:
        """A page, with what was said by the one before. The context must hold every name it uses."""
        guest = self.bound_to or secrets.token_urlsafe(24)
        shown = render(
            template,
            self.language,
            visitor=self,
            mark=mark(self.hall.session_key, guest),
            said=flashes.read(self.hall.session_key, self.request),
            **context,
        )
        response = HTMLResponse(shown, status_code=status)
        if self.bound_to is None:
            response.set_cookie(
                GUEST_COOKIE, guest, httponly=True, samesite="lax", secure=self.hall.is_https
            )
        if flashes.COOKIE in self.request.cookies:
            response.delete_cookie(flashes.COOKIE)
        return response

    def go(self, to: str, said: Text | None = None, tone: Tone = "done") -> Response:
        """On to another page of ours (303), which shows once what was said. No personal values in it."""
        response = RedirectResponse(to, status_code=303)
        if said is not None:
            response.set_cookie(
                flashes.COOKIE,
                flashes.written(self.hall.session_key, Said(tone=tone, text=said)),
                max_age=300,
                httponly=True,
                samesite="lax",
                secure=self.hall.is_https,
            )
        return response


def visitor_at(
    hall: Hall, request: Request, posted: Posted, account: Account | None = None
) -> Visitor:
    """The visitor of a request, when it is known whose browser it is."""
    token = sessions.token_of(request) if account is not None else None
    return Visitor(
        hall=hall,
        request=request,
        posted=posted,
        account=account,
        bound_to=token or request.cookies.get(GUEST_COOKIE),
    )
