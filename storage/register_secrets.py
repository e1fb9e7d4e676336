"""Secrets that a gateway hands out for a while: sealed, and shared by all processes of an installation."""

from datetime import datetime

from storage.database import Connection
from storage.encryption import Keyring, bound_to


def read(connection: Connection, keyring: Keyring, connector: str) -> str | None:
    """What was fetched last for the connector, by whichever process."""
    row = connection.execute(
        "select body from register_secrets where connector = %s", (connector,)
    ).fetchone()
    return keyring.open(row[0], bound_to("register-secrets", connector)) if row else None


def write(
    connection: Connection, keyring: Keyring, connector: str, text: str, at: datetime
) -> None:
    """Leave what was fetched for the others."""
    sealed = keyring.seal(text, bound_to("register-secrets", connector))
    connection.execute(
        "insert into register_secrets (connector, body, written_at) values (%s, %s, %s)"
        " on conflict (connector) do update set body = excluded.body, written_at = excluded.written_at",
        (connector, sealed, at),
    )
