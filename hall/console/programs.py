"""The programs that `onego serve` keeps running, and when each of them is ready."""

import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx

from flows import server
from hall.program import Program
from storage import embedded
from storage.refusals import SettingWrong
from storage.settings import Settings

DATABASES = ("onego", "prefect")
FROM_HERE = (sys.executable, "-m", "hall.command_line")
SOON = 2.0


def programs(
    settings: Settings, prepare: Callable[[], None], of_registers: tuple[str, ...] = ()
) -> tuple[Program, ...]:
    """Everything that this installation runs itself; `prepare` is called once the database is there.

    `of_registers` are options of `onego registers`.
    """
    made = [_postgres(settings, prepare)] if settings.is_embedded else []
    if settings.prefect_api_url is None:
        made.append(_prefect(settings))
    if settings.demo and settings.registers_url is None:
        registers = ("registers", *of_registers)
        program = _ours(settings, registers, lambda: _answers(settings.registers))
        # People wait for the page, nobody yet for the registers.
        made.append(replace(program, after=("web",)))
    made.append(_ours(settings, ("web",), lambda: _answers(_web_address(settings))))
    forget_worker(settings.data_dir)
    made.append(_ours(settings, ("work",), lambda: worker_mark(settings.data_dir).exists()))
    return tuple(made)


def _postgres(settings: Settings, prepare: Callable[[], None]) -> Program:
    data_dir = settings.data_dir
    prepared = False

    def ready() -> bool:
        nonlocal prepared
        if not embedded.is_ready_with(data_dir, *DATABASES):
            return False
        if not prepared:
            prepare()
            prepared = True
        return True

    return Program(
        name="postgres",
        command=embedded.command(data_dir),
        ready=ready,
        account=embedded.account(data_dir),
        stop_with=signal.SIGINT,
        when_orphaned=signal.SIGQUIT,
        grace=30.0,
    )


def _prefect(settings: Settings) -> Program:
    database = settings.prefect_database
    if database is None:
        raise SettingWrong(
            "ONEGO_PREFECT_DATABASE_URL",
            zh="使用自备数据库时，须为流程服务另设一个数据库（含 pg_trgm 扩展），"
            "或用 ONEGO_PREFECT_API_URL 指定已有的流程服务。",
            en="with a database of your own, give Prefect another one (with the extension pg_trgm), or set"
            " ONEGO_PREFECT_API_URL to a Prefect server of yours.",
        )
    home = settings.data_dir / "prefect"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Program(
        name="prefect",
        command=server.server_command(settings.prefect_port),
        environment=server.server_environment(database, home),
        ready=lambda: server.is_ready(settings.prefect_api),
        after=("postgres",) if settings.is_embedded else (),
    )


def _ours(settings: Settings, words: tuple[str, ...], ready: Callable[[], bool]) -> Program:
    return Program(
        name=words[0],
        command=(*FROM_HERE, *words),
        environment=environment(settings),
        ready=ready,
        after=("postgres",) if settings.is_embedded else (),
        grace=25.0 if words[0] == "work" else 10.0,
    )


def worker_mark(data_dir: Path) -> Path:
    """The file that a worker makes once it carries waves."""
    return data_dir / "run" / "work.ready"


def forget_worker(data_dir: Path) -> None:
    """What an earlier worker said does not count."""
    worker_mark(data_dir).unlink(missing_ok=True)


def environment(settings: Settings) -> dict[str, str]:
    """What the programs must know that was said on the command line."""
    return {
        "ONEGO_DATA_DIR": str(settings.data_dir),
        "ONEGO_DEMO": str(settings.demo).lower(),
        "ONEGO_WEB_HOST": settings.web_host,
        "ONEGO_WEB_PORT": str(settings.web_port),
        "ONEGO_PREFECT_PORT": str(settings.prefect_port),
        "ONEGO_REGISTERS_PORT": str(settings.registers_port),
        "PREFECT_HOME": str(settings.data_dir / "prefect"),
    }


def _web_address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.web_host in ("0.0.0.0", "::") else settings.web_host  # noqa: S104 - compared only
    return f"http://{host}:{settings.web_port}"


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=SOON, trust_env=False).is_success
    except httpx.HTTPError:
        return False
