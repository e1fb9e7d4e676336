"""The embedded PostgreSQL: made, borrowed, owned, and closed to everybody else."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage import embedded
from storage.borrowing import borrowed, owned
from storage.refusals import AlreadyServing

AN_ID_NUMBER = "330203199003076618"


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """A data folder with a durable cluster, not running."""
    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))
    embedded.ensure_cluster(folder)
    yield folder
    shutil.rmtree(folder)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(question.encode()).fetchone()
        return None if answer is None else answer[0]


def test_every_test_has_a_database_of_its_own(database_url: str):
    assert str(ask(database_url, "select current_database()")).startswith("test_")


def test_the_server_listens_on_no_port(database_url: str):
    assert ask(database_url, "show listen_addresses") == ""


def test_trigram_search_is_at_hand(database_url: str):
    assert ask(database_url, "select similarity('restaurant', 'restaurant')") == 1


def test_chinese_sorts_the_same_on_every_machine(database_url: str):
    provider = "select datlocprovider from pg_database where datname = current_database()"
    assert ask(database_url, provider) == "b"


def test_making_a_database_twice_keeps_what_is_in_it(postgres: Path):
    embedded.create_database(postgres, "twice")
    url = embedded.database_url(postgres, "twice")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table kept as select 7 as number")

    embedded.create_database(postgres, "twice")

    assert ask(url, "select number from kept") == 7


def test_sqlalchemy_reads_the_address(postgres: Path):
    url = embedded.database_url(postgres, "prefect", driver="asyncpg")
    assert url.startswith("postgresql+asyncpg://onego@/prefect?host=/")


def connect_as_nobody(data_dir: Path) -> str:
    """What PostgreSQL answers to another account of this machine."""
    attempt = subprocess.run(
        [embedded.PROGRAMS / "bin" / "psql", embedded.database_url(data_dir), "-c", "select 1"],
        user="nobody",
        group=pwd.getpwnam("nobody").pw_gid,
        extra_groups=[],
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
    )
    return attempt.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as somebody else")
def test_another_account_does_not_reach_the_socket(postgres: Path):
    assert "Permission denied" in connect_as_nobody(postgres)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as somebody else")
def test_another_account_that_reached_the_socket_would_be_refused(postgres: Path):
    cluster = embedded.cluster_of(postgres)
    socket = cluster / embedded.SOCKET
    cluster.chmod(0o711)
    socket.chmod(0o777)
    try:
        assert "Peer authentication failed" in connect_as_nobody(postgres)
    finally:
        socket.chmod(0o700)
        cluster.chmod(0o700)


def test_no_personal_value_reaches_the_log(postgres: Path, database_url: str):
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("create table people (number text unique)")
        connection.execute("insert into people values (%s)", (AN_ID_NUMBER,))
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into people values (%s)", (AN_ID_NUMBER,))
    log = (postgres / "logs" / "postgres.log").read_text()
    assert "duplicate key value" in log
    assert AN_ID_NUMBER not in log


def test_a_command_starts_the_server_and_stops_it_afterwards(data_dir: Path):
    with borrowed(data_dir):
        assert ask(embedded.database_url(data_dir), "show fsync") == "on"
    assert not embedded.is_ready(data_dir)


def test_the_server_stays_while_another_command_uses_it(data_dir: Path):
    with borrowed(data_dir):
        with borrowed(data_dir):
            pass
        assert embedded.is_ready(data_dir)


def test_what_was_written_is_there_the_next_time(data_dir: Path):
    url = embedded.database_url(data_dir)
    with borrowed(data_dir), psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table kept as select 7 as number")
    with borrowed(data_dir):
        assert ask(url, "select number from kept") == 7


def test_a_second_serve_is_told_who_is_first(data_dir: Path):
    with (
        owned(data_dir),
        pytest.raises(AlreadyServing, match=rf"pid {os.getpid()}"),
        owned(data_dir),
    ):
        pass


def test_whoever_serves_finds_no_borrowed_server_running(data_dir: Path):
    with borrowed(data_dir), owned(data_dir):
        assert not embedded.is_ready(data_dir)


def test_a_lock_left_by_a_killed_server_does_not_stop_the_next(data_dir: Path):
    # The number of the killed server now belongs to a living program: this one.
    cluster = embedded.cluster_of(data_dir)
    dead = f"{os.getpid()}\n{cluster}\n1760000000\n5432\n{cluster}\n\n  1 1\nready   \n"
    for lock in ("postmaster.pid", f"{embedded.SOCKET}.lock"):
        (cluster / lock).write_text(dead)
        shutil.chown(cluster / lock, cluster.stat().st_uid)
    with borrowed(data_dir):
        assert embedded.is_ready(data_dir)


def test_a_cluster_that_was_half_made_is_made_anew(tmp_path: Path):
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    embedded.ensure_cluster(tmp_path)
    assert (embedded.cluster_of(tmp_path) / "global" / "pg_control").exists()
    assert not half.exists()


def test_a_very_deep_folder_has_its_socket_elsewhere(tmp_path: Path):
    deep = tmp_path / ("deep" * 25)
    embedded.ensure_cluster(deep)
    try:
        with borrowed(deep):
            assert ask(embedded.database_url(deep), "select 1") == 1
    finally:
        shutil.rmtree(embedded.socket_folder(embedded.cluster_of(deep)))
