"""Faults turned and counts read while the gateway runs: a page for people, paths for programs."""

from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hall.registers.answers import RegisterUnknown
from hall.registers.calls import as_json, body_of, need_own_page, need_this_machine
from hall.registers.deliveries import Deliveries
from hall.registers.faults import EVERY, Dial, Dials, dial_from_option
from hall.registers.synthetic import REGISTERS, Society
from hall.registers.tally import Tally

DELIVERIES = "deliveries"
"""The dial of the messages, beside those of the registers."""
PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)
SETTINGS = (
    ("off", "正常", "in order"),
    ("error_rate=1", "500 错误", "answers 500"),
    ("error_rate=0.3", "三成 500", "500 in 3 of 10"),
    ("down=true", "停用（503）", "down (503)"),
    ("hang=true", "无应答", "hangs"),
    ("latency_ms=200", "慢 0.2 秒", "0.2 s"),
    ("latency_ms=8000", "慢 8 秒", "8 s"),
    ("nonsense=shape", "格式不符", "wrong shape"),
    ("nonsense=json", "JSON 残缺", "broken JSON"),
    ("nonsense=html", "返回网页", "a web page"),
    ("lost_secret=true", "密钥失效（401）", "lost secret (401)"),
    ("per_second=2", "限流（429）", "2 a second (429)"),
    ("denied=true", "无授权", "no authority"),
    ("mismatch_rate=1", "信息不符", "mismatch"),
    ("multiple_rate=1", "多条记录", "several records"),
    ("stale_rate=1", "数据过旧", "a year old"),
    ("pending=true", "稍后答复", "answers later"),
)
"""What the page offers: the option, and what people call it."""


class Dialling:
    """The routes; everything that turns or counts is for this machine only."""

    def __init__(
        self, society: Society, dials: Dials, tally: Tally, deliveries: Deliveries
    ) -> None:
        self._society = society
        self._dials = dials
        self._tally = tally
        self._deliveries = deliveries

    def add_to(self, app: FastAPI) -> None:
        app.add_api_route("/faults/{key}", self.turn, methods=["PUT"])
        app.add_api_route("/faults", self.turn_on_page, methods=["POST"])
        app.add_api_route("/faults", self.dials, methods=["GET"])
        app.add_api_route("/counts", self.counts, methods=["GET"])
        app.add_api_route("/counts", self.count_anew, methods=["DELETE"])
        app.add_api_route("/", self.page, methods=["GET"], response_class=HTMLResponse)

    async def turn(self, request: Request, key: str, dial: Dial) -> Response:
        """Turn the dial of one register, or of all. Raises RegisterUnknown."""
        need_this_machine(request)
        self._turn(key, dial)
        return as_json(dial)

    async def turn_on_page(self, request: Request) -> Response:
        """The same from the page. Raises RegisterUnknown and DialWrong."""
        need_own_page(request)
        form = dict(parse_qsl((await body_of(request)).decode(errors="replace")))
        key, dial = dial_from_option(f"{form.get('register', '')}:{form.get('dial', '')}")
        self._turn(key, dial)
        return RedirectResponse(f"/#{key}", 303)

    async def dials(self, request: Request) -> JSONResponse:
        """All dials."""
        need_this_machine(request)
        keys = (*REGISTERS, DELIVERIES)
        return JSONResponse({key: self._dials.of(key).model_dump() for key in keys})

    async def counts(self, request: Request) -> JSONResponse:
        """What every register that was asked has seen."""
        need_this_machine(request)
        counted = self._tally.all().items()
        return JSONResponse({key: counts.model_dump(mode="json") for key, counts in counted})

    async def count_anew(self, request: Request) -> Response:
        """Begin to count anew."""
        need_this_machine(request)
        self._tally.forget()
        return Response(status_code=204)

    async def page(self) -> HTMLResponse:
        """The registers, their state, their dials and counts, for people."""
        messages, repeats = self._deliveries.count()
        rows = [(r, self._dials.of(r.key), self._tally.of(r.key)) for r in REGISTERS.values()]
        text = PAGES.get_template("page.html").render(
            rows=rows,
            settings=SETTINGS,
            messages=messages,
            repeats=repeats,
            every_dial=self._dials.of(EVERY),
            delivery_dial=self._dials.of(DELIVERIES),
            people=len(self._society.census.people),
            companies=len(self._society.census.companies),
        )
        return HTMLResponse(text)

    def _turn(self, key: str, dial: Dial) -> None:
        if key not in REGISTERS and key not in (EVERY, DELIVERIES):
            raise RegisterUnknown(key)
        self._dials.turn(key, dial)
