"""What went wrong in a browser without anybody noticing: console errors, refused content, failed requests."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

FIRST_REFUSAL = 400
LEFT = "net::ERR_ABORTED"
"""A page was left while something, such as its live line, was still open."""


@dataclass
class Troubles:
    """Listens to contexts; a violation of the content security policy is an error of the console."""

    seen: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.seen.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.seen.append(f"script: {error.error.message}")

    def _response(self, response: Response) -> None:
        if response.status >= FIRST_REFUSAL:
            self.seen.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self.seen.append(f"{request.failure}: {request.url}")
