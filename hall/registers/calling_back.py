"""Systems that never answer at once: they give a ticket, and send the answer by themselves when they have it."""

import asyncio
import logging
import secrets
from collections.abc import Callable

import httpx
from fastapi import Request
from fastapi.responses import Response

from flows.register_messages import Reply
from flows.signing import Call, Credentials, signed_headers
from hall.registers.plain import Plain, plain_answer
from hall.registers.reception import Reception
from hall.registers.settings import GatewaySettings, Recipient
from matters.case import FindingOutcome

TRIES = 6
FIRST_PAUSE = 1.0
"""Seconds between two tries; each time twice as long."""
LOG = logging.getLogger(__name__)


class CallingBack(Plain):
    """The route of such a system, and the answers that it still has to send."""

    def __init__(
        self,
        root: str,
        reception: Reception,
        lets_call: Callable[[Request], bool],
        settings: GatewaySettings,
    ) -> None:
        super().__init__(root, reception, lets_call)
        self._settings = settings
        self._sending: set[asyncio.Task[None]] = set()

    def _answer(self, key: str, reply: Reply) -> Response:
        """That the answer is on its way."""
        recipient = self._settings.recipient
        if reply.outcome is FindingOutcome.DENIED:
            return plain_answer(reply)
        ticket = secrets.token_urlsafe(18)
        given = reply.model_copy(
            update={"outcome": FindingOutcome.PENDING, "ticket": ticket, "values": {}}
        )
        if recipient is not None and reply.outcome is not FindingOutcome.PENDING:
            task = asyncio.create_task(self._send(recipient, key, ticket, reply))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return plain_answer(given)

    async def _send(self, recipient: Recipient, key: str, ticket: str, reply: Reply) -> None:
        body = bytes(plain_answer(reply).body)
        await self._settings.sleep(max(self._settings.pending_seconds, FIRST_PAUSE))
        async with httpx.AsyncClient(
            base_url=recipient.address, transport=recipient.transport, trust_env=False
        ) as client:
            for attempt in range(TRIES):
                if await self._sent(client, recipient, f"/{key}/answers/{ticket}", body):
                    return
                await self._settings.sleep(FIRST_PAUSE * 2**attempt)
        LOG.warning("register=%s: an answer could not be sent", key)

    async def _sent(
        self, client: httpx.AsyncClient, recipient: Recipient, path: str, body: bytes
    ) -> bool:
        """Whether the answer was taken, or will never be."""
        request = client.build_request("POST", f"/api/v1/registers{path}", content=body)
        call = Call(
            method="POST",
            path=request.url.path,
            time_ms=int(self._settings.now().timestamp() * 1000),
            nonce=secrets.token_hex(16),
            body=body,
        )
        key = path.split("/")[1]
        signer = Credentials(app_key=key, secret=recipient.secret)
        request.headers.update({**signed_headers(signer, call), "content-type": "application/json"})
        try:
            answer = await client.send(request)
        except httpx.HTTPError:
            return False
        # Where the hall does not know the ticket yet, the case that waits for it may be on its way.
        return answer.is_success or answer.status_code not in (404, 429, 500, 502, 503)
