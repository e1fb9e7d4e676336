"""Browsers that are signed in: a random token in a cookie here, its SHA-256 in the database there."""

import base64
import hashlib
from datetime import timedelta

from fastapi import Request, Response

from hall.house import Hall
from hall.permissions import standing_in
from storage import accounts
from storage.accounts import Account

SESSION_COOKIE = "onego_session"
LASTS = timedelta(hours=10)
"""A working day; whoever comes back tomorrow signs in again."""
TOKEN_BYTES = 32


def begin(hall: Hall, account: str) -> str:
    """Sign a browser in; the token goes into its cookie and is kept nowhere else."""
    token = base64.urlsafe_b64encode(hall.draw(TOKEN_BYTES)).rstrip(b"=").decode()
    now = hall.clock()
    with hall.database.transaction() as connection:
        accounts.begin_session(connection, account, digest_of(token), now, now + LASTS)
    return token


def end(hall: Hall, token: str) -> None:
    """Sign the browser out."""
    with hall.database.transaction() as connection:
        accounts.end_session(connection, digest_of(token))


def whose(hall: Hall, token: str) -> Account | None:
    """The account of a browser that is signed in, as it acts now: for itself or as a stand-in."""
    with hall.database.transaction() as connection:
        own = accounts.by_session(connection, digest_of(token), hall.clock(), demo=hall.demo)
    return standing_in(own) if own else None


def token_of(request: Request) -> str | None:
    return request.cookies.get(SESSION_COOKIE) or None


def put_cookie(hall: Hall, response: Response, token: str) -> None:
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=hall.is_https,
    )


def take_cookie(hall: Hall, response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax", secure=hall.is_https)


def digest_of(token: str) -> bytes:
    """What is kept of a token: its SHA-256. It is random, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).digest()
