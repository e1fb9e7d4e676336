"""The command `onego`: what may be asked, and every refusal as one sentence.

Imports stand inside the commands here: Prefect takes two seconds to import, and `onego matter check` or `--help` must
answer at once.
"""

import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from hall.account_commands import accounts
from hall.calendar_commands import calendar
from hall.case_commands import cases
from hall.check_commands import checks
from hall.console.speech import LANGUAGE, complain
from hall.notice_commands import notices
from hall.register_commands import register
from hall.telling_commands import matters
from matters.errors import OneGoError
from matters.words import Language

SEED = 20260305
INTERRUPTED = 130


def _version() -> str:
    try:
        return version("onego")
    except PackageNotFoundError:
        return "0"


app = App(
    name="onego",
    help="One matter, one go: an engine for bundled government services.",
    version=_version,
)
app.command(matters)
app.command(cases)
app.command(accounts)
app.command(checks)
app.command(register)
app.command(notices)
app.command(calendar)


@app.meta.default
def speak(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    language: Annotated[Language, Parameter(env_var="ONEGO_LANGUAGE")] = "zh",
) -> object:
    """One matter, one go: an engine for bundled government services.

    Parameters
    ----------
    tokens
        The command and what it is given.
    language
        What the command speaks: Chinese or English.

    """
    LANGUAGE.set(language)
    os.environ["ONEGO_LANGUAGE"] = language
    return app(tokens, result_action="return_value")


@app.command
def serve(
    *,
    demo: bool = False,
    data: Path | None = None,
    host: str | None = None,
    port: int | None = None,
) -> None:
    """Run everything until Ctrl-C: database, Prefect, worker, hall; with --demo also the registers.

    Parameters
    ----------
    demo
        Make demo accounts and run the synthetic registers.
    data
        The data folder.
    host
        Where the hall listens.
    port
        The hall's port.

    """
    from hall.console import serving
    from hall.console.settings import settings_given

    given = {"demo": demo or None, "data_dir": data, "web_host": host, "web_port": port}
    settings = settings_given(**given)
    serving.serve(settings, lambda _: serving.say_addresses(settings))


@app.command
def web(*, data: Path | None = None, host: str | None = None, port: int | None = None) -> None:
    """Serve the hall's pages and its API; the database must be there and migrated.

    Parameters
    ----------
    data
        The data folder.
    host
        Where it listens.
    port
        Its port.

    """
    from hall.console.answering import answer_people
    from hall.console.settings import begin_log, settings_given

    settings = settings_given(data_dir=data, web_host=host, web_port=port)
    begin_log(settings)
    answer_people(settings)


@app.command
def work(*, data: Path | None = None) -> None:
    """Carry waves as one worker; run it on as many machines as you like.

    Parameters
    ----------
    data
        The data folder.

    """
    from flows.quiet import quiet_prefect
    from hall.console.settings import begin_log, settings_given

    settings = settings_given(data_dir=data)
    begin_log(settings)
    os.environ.setdefault("PREFECT_HOME", str(settings.data_dir / "prefect"))
    quiet_prefect(settings.prefect_api)

    from hall.console import working

    working.work(settings)


@app.command
def registers(
    *,
    data: Path | None = None,
    port: int | None = None,
    seed: int = SEED,
    dial: tuple[str, ...] = (),
    pending_seconds: float = 1.0,
) -> None:
    """Serve the synthetic registers of a demonstration, on this machine only.

    Where they run already, --dial turns their faults.

    Parameters
    ----------
    data
        The data folder.
    port
        The gateway's port.
    seed
        The synthetic people and companies.
    dial
        A fault, such as lease-filing:latency_ms=200,error_rate=0.1 or lease-filing:off, for one register or for
        all (may be given again). There are latency_ms, error_rate, down, hang, nonsense (shape, json, html),
        lost_secret, per_second, denied, pending, stale_rate, mismatch_rate, multiple_rate.
    pending_seconds
        How long a register takes that answers in two steps.

    """
    from hall.console.gateway import answer_checks
    from hall.console.settings import begin_log, settings_given

    settings = settings_given(data_dir=data, registers_port=port)
    begin_log(settings)
    answer_checks(settings, seed, dial, pending_seconds)


@app.command
def migrate(*, data: Path | None = None) -> None:
    """Bring the database up to date and publish the shipped matters.

    Parameters
    ----------
    data
        The data folder.

    """
    from hall.console.opening import database_there
    from hall.console.preparing import prepare
    from hall.console.settings import settings_given
    from hall.console.speech import say

    settings = settings_given(data_dir=data)
    with database_there(settings):
        prepare(settings)
    say("数据库已是最新。", "The database is up to date.")


@app.command
def doctor(*, demo: bool = False, data: Path | None = None) -> int:
    """Say what is wrong with the installation and how to mend it; the exit code is 1 if something is.

    Parameters
    ----------
    demo
        Look at a demonstration.
    data
        The data folder.

    """
    from hall.console.settings import settings_given
    from hall.doctor.rounds import examine

    return examine(settings_given(demo=demo or None, data_dir=data))


@app.command
def bench() -> int:
    """Print the speed table and write bench/results.json; only in a checkout of the repository."""
    from hall.console.benching import run_bench

    return run_bench()


@app.command
def demo(
    *, once: bool = False, cases: int = 200, data: Path | None = None, seed: int = SEED
) -> int:
    """Play the shipped matters from the counter to the last notice, then serve the hall.

    Parameters
    ----------
    once
        End after the play; the exit code is 0 only if every case ended as its scenario says.
    cases
        How many cases are played besides a full one of each matter.
    data
        The data folder.
    seed
        The synthetic people and companies, and the cases chosen by lot.

    """
    from hall.console.settings import settings_given
    from hall.demo.showing import Show, Wishes

    settings = settings_given(demo=True, data_dir=data)
    done = Show(settings, Wishes(count=cases, seed=seed, once=once)).run()
    return 0 if done or not once else 1


def main() -> None:
    """Run the command; the exit code is 0 when it was done, 1 when it was refused."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """The exit code of a command."""
    try:
        code = app.meta(words, result_action="return_value")
    except OneGoError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # the edge: nobody at a terminal is helped by a traceback
        from hall.console.surprises import as_sentence

        complain(as_sentence(error))
        return 1
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    main()
