"""`onego serve`: everything an installation needs, kept running by one supervisor until it is told to stop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from hall.console.preparing import prepare
from hall.console.programs import programs
from hall.console.speech import say
from hall.ports import require_free
from hall.supervisor import Stage, State, Supervisor, stopping_on_signals
from storage.borrowing import owned
from storage.locks import serving
from storage.settings import Settings

WhenReady = Callable[[Supervisor], None]
NAMES = {
    "postgres": ("数据库", "database"),
    "prefect": ("流程服务", "Prefect"),
    "registers": ("演示数据共享网关", "demo registers"),
    "web": ("窗口页面", "hall"),
    "work": ("流程办理进程", "worker"),
}


class Announcer:
    """Tells how the programs fare, and does something once all of them are ready."""

    def __init__(self, wanted: frozenset[str], when_ready: Callable[[], None]) -> None:
        self._waiting = set(wanted)
        self._when_ready = when_ready
        self._began = time.monotonic()

    def __call__(self, state: State) -> None:
        zh, en = NAMES[state.name]
        match state.stage:
            case Stage.READY if state.name in self._waiting:
                seconds = time.monotonic() - self._began
                say(f"  {zh}就绪（{seconds:.1f} 秒）", f"  {en} ready ({seconds:.1f} s)")
                self._waiting.discard(state.name)
                if not self._waiting:
                    self._when_ready()
            case Stage.PAUSING:
                say(f"  {zh}意外停止，正在重新启动。", f"  {en} stopped; it is started again.")
            case _:
                pass


def serve(settings: Settings, when_ready: WhenReady, of_registers: tuple[str, ...] = ()) -> None:
    """Run everything until SIGINT or SIGTERM; for the main thread.

    Raises KeysWrong, AlreadyServing, PortInUse, SettingWrong, EmbeddedDatabaseFailed, ProgramKeepsStopping.
    """
    with held(settings):
        _require_ports(settings)
        made = programs(settings, lambda: prepare(settings), of_registers)

        def ready() -> None:
            if settings.demo and settings.registers_url is None:
                Thread(target=_take_lists, args=(settings,), name="lists", daemon=True).start()
            when_ready(supervisor)

        announcer = Announcer(frozenset(program.name for program in made), ready)
        say("正在启动……", "Starting …")
        supervisor = Supervisor(made, settings.data_dir, report=announcer)
        with stopping_on_signals(supervisor):
            supervisor.run()
        say("已全部停止。", "Everything has stopped.")


def _take_lists(settings: Settings) -> None:
    # What reads lists takes its time to import, and nobody waits for it.
    from hall.console.handing import take_lists_of_demonstration

    take_lists_of_demonstration(settings)


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Hold the data folder for this `onego serve`, and so tell the doctor that the ports are ours.

    Raises KeysWrong, AlreadyServing, DatabaseAway.
    """
    settings.keyring()  # made before the database it opens; told missing before anything starts
    if settings.is_embedded:
        with owned(settings.data_dir):
            yield
        return
    with serving(settings.data_dir):
        prepare(settings)
        yield


def _require_ports(settings: Settings) -> None:
    require_free(settings.web_host, settings.web_port, "ONEGO_WEB_PORT")
    if settings.prefect_api_url is None:
        require_free("127.0.0.1", settings.prefect_port, "ONEGO_PREFECT_PORT")
    if settings.demo and settings.registers_url is None:
        require_free("127.0.0.1", settings.registers_port, "ONEGO_REGISTERS_PORT")


def say_addresses(settings: Settings) -> None:
    """Where everything is, and in a demonstration who may sign in."""
    hall, prefect = settings.public, settings.prefect_api.removesuffix("/api")
    say(f"\n服务大厅：{hall}", f"\nThe hall: {hall}")
    say(f"流程运行记录（Prefect）：{prefect}", f"Run history (Prefect): {prefect}")
    if not settings.demo:
        return
    say(f"演示数据共享网关：{settings.registers}", f"Demo registers: {settings.registers}")
    _say_accounts()


def _say_accounts() -> None:
    from hall.demo_accounts import DEMO_PASSWORD

    say(
        f"演示账号（口令均为 {DEMO_PASSWORD}）：窗口 chen、zhou；部门用部门名，如 market-regulation、fire-rescue、"
        "police；部门负责人加 -head；管理员 admin；监督员 supervisor",
        f"Demo accounts (password {DEMO_PASSWORD}): counter chen, zhou; a department by its key, such as"
        " market-regulation, fire-rescue, police; its head with -head; admin; supervisor",
    )
