"""What answers: the database, Prefect, workers, registers; and the keys."""

from collections.abc import Iterator

import httpx

from flows.condition import workers_online
from hall.console.opening import database_there
from hall.console.surprises import as_sentence
from hall.doctor.machine import is_serving
from hall.doctor.remark import Remark, fine, refused, warning, wrong
from matters.errors import OneGoError
from storage import cases, health, incidents
from storage.database import Database, DatabaseAway
from storage.embedded import cluster_of
from storage.encryption import Keyring
from storage.incidents import IncidentSeen
from storage.migrate import newest_revision, revision_of
from storage.refusals import KeysWrong
from storage.settings import Settings

SERVE = ("请运行 onego serve", "run onego serve")
SOON = 2.0


def database(settings: Settings) -> Iterator[Remark]:
    """Whether the database is there, new enough, up to date, readable with our keys, and what waits in it."""
    if settings.is_embedded and not cluster_of(settings.data_dir).exists():
        yield warning(("尚未建立内置数据库", "there is no embedded database yet"), SERVE)
        return
    try:
        keyring = settings.keyring()
        yield fine("加密密钥可用", "the encryption keys are there")
    except KeysWrong as error:
        yield refused(error)
        return
    try:
        with database_there(settings):
            yield from _look(settings, keyring)
    except DatabaseAway as away:
        cause = away.__cause__
        yield refused(as_sentence(cause) if isinstance(cause, Exception) else away)
    except OneGoError as error:
        yield refused(error)


def _look(settings: Settings, keyring: Keyring) -> Iterator[Remark]:
    opened = Database(settings.database, size=1)
    try:
        with opened.transaction() as connection:
            major, encoding = health.version_of(connection)
        yield _version(major, encoding)
        if revision_of(settings.database) != newest_revision():
            what = ("数据库结构不是最新", "the database is not up to date")
            yield wrong(what, ("请运行 onego migrate", "run onego migrate"))
            return
        yield fine("数据库结构为最新", "the database is up to date")
        with opened.transaction() as connection:
            condition = health.condition_of(connection)
            if condition.newest is not None:
                cases.load(connection, keyring, condition.newest)
            newest = incidents.unresolved(connection, 1)
        yield from _incidents(condition.incidents, newest)
        yield from _waiting(condition.waiting)
    finally:
        opened.close()


def _version(major: int, encoding: str) -> Remark:
    if major < health.OLDEST:
        return wrong(
            (f"PostgreSQL {major} 过旧", f"PostgreSQL {major} is too old"),
            (f"请升级到 {health.OLDEST} 或更高版本", f"upgrade to {health.OLDEST} or newer"),
        )
    if encoding != "UTF8":
        what = (f"数据库编码为 {encoding}", f"the database's encoding is {encoding}")
        return wrong(what, ("请建立 UTF8 编码的数据库", "make a database in UTF8"))
    return fine(f"PostgreSQL {major} 可以连接", f"PostgreSQL {major} answers")


def _incidents(count: int, newest: tuple[IncidentSeen, ...]) -> Iterator[Remark]:
    for one in newest:
        yield warning(
            (
                f"{count}件办件自动处理受阻，最近一件 {one.case}：{one.sentence.zh.rstrip('。')}",
                f"{count} case(s) stopped with an incident, the last one {one.case}: {one.sentence.en.rstrip('.')}",
            ),
            (
                "请管理员在“异常”页面处理后重试",
                "an administrator should look at the page of incidents",
            ),
        )
    if not newest:
        yield fine("没有未处理的异常", "no case stopped with an incident")


def _waiting(count: int) -> Iterator[Remark]:
    if count:
        yield warning(
            (
                f"{count}件办件等待系统处理超过5分钟",
                f"{count} case(s) wait for a wave over 5 minutes",
            ),
            ("请确认流程服务和办理进程正在运行", "see that Prefect and a worker are running"),
        )


def engine(settings: Settings) -> Iterator[Remark]:
    """Whether Prefect answers and workers are alive."""
    workers = workers_online(settings.prefect_api)
    address = settings.prefect_api
    away = (f"流程服务 {address} 没有应答", f"Prefect does not answer at {address}")
    match workers:
        case None if settings.prefect_api_url is None and not is_serving(settings):
            yield warning((f"{away[0]}（未在服务）", f"{away[1]} (nothing is served)"), SERVE)
        case None:
            look = ("请查看 logs/prefect.log", "look into logs/prefect.log")
            yield wrong(away, look)
        case 0:
            what = ("没有在线的流程办理进程", "no worker is alive")
            yield wrong(what, ("请运行 onego work", "run onego work"))
        case _:
            yield fine(
                f"流程服务可用，{workers}个办理进程在线",
                f"Prefect answers; {workers} worker(s) alive",
            )


def registers(settings: Settings) -> Iterator[Remark]:
    """Whether the data-sharing gateway answers; without it every case goes down its ladders."""
    if settings.registers_url is None and not (settings.demo and is_serving(settings)):
        if not settings.demo:
            yield warning(
                (
                    "未设置数据共享网关，所有核验将改为收取材料",
                    "no gateway is set: papers replace all checks",
                ),
                ("请设置 ONEGO_REGISTERS_URL", "set ONEGO_REGISTERS_URL"),
            )
        return
    try:
        httpx.get(settings.registers, timeout=SOON, trust_env=False)
        yield fine(f"数据共享网关 {settings.registers} 可用", f"{settings.registers} answers")
    except httpx.HTTPError:
        yield warning(
            (
                f"数据共享网关 {settings.registers} 没有应答",
                f"the gateway {settings.registers} does not answer",
            ),
            ("请联系数据共享平台", "tell those who run the gateway"),
        )
