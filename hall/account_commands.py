"""`onego account …`: who may sign in. Imports stand inside the commands, see `hall.command_line`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cyclopts import App, Parameter

accounts = App(name="account", help="Accounts: add, list, password, disable, enable, token.")


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Person:
    """Who shall sign in."""

    department: str
    """The department's key; hall for the counter."""
    role: Literal["clerk", "officer", "head", "administrator", "supervisor"]
    """What the person may do."""
    name_zh: str
    """The person's name in Chinese."""
    name_en: str
    """The same in Latin letters."""


@accounts.command
def add(
    name: str, *, person: Person, password_stdin: bool = False, data: Path | None = None
) -> None:
    """Make an account; its password is asked for twice.

    Parameters
    ----------
    name
        What the person types to sign in: small letters, digits, dots and hyphens.
    person
        Who shall sign in.
    password_stdin
        Read the password from standard input instead.
    data
        The data folder.

    """
    from hall.console.accounts import add_account, the_account
    from hall.console.passwords import new_password
    from hall.console.settings import settings_given

    wanted = the_account(name, person.role, person.department, (person.name_zh, person.name_en))
    add_account(settings_given(data_dir=data), wanted, lambda: new_password(piped=password_stdin))


@accounts.command(name="list")
def list_(*, data: Path | None = None) -> None:
    """List all accounts, by department.

    Parameters
    ----------
    data
        The data folder.

    """
    from hall.console.accounts import list_accounts
    from hall.console.settings import settings_given

    list_accounts(settings_given(data_dir=data))


@accounts.command
def password(name: str, *, password_stdin: bool = False, data: Path | None = None) -> None:
    """Give an account another password, asked for twice; its browsers are signed out.

    Parameters
    ----------
    name
        The account.
    password_stdin
        Read the password from standard input instead.
    data
        The data folder.

    """
    from hall.console.accounts import change_password
    from hall.console.passwords import new_password
    from hall.console.settings import settings_given

    change_password(settings_given(data_dir=data), name, lambda: new_password(piped=password_stdin))


@accounts.command
def disable(name: str, *, data: Path | None = None) -> None:
    """Bar an account: its browsers are signed out, its token no longer counts.

    Parameters
    ----------
    name
        The account.
    data
        The data folder.

    """
    from hall.console.accounts import bar
    from hall.console.settings import settings_given

    bar(settings_given(data_dir=data), name)


@accounts.command
def enable(name: str, *, data: Path | None = None) -> None:
    """Let a barred account in again, with the password and the token that it had.

    Parameters
    ----------
    name
        The account.
    data
        The data folder.

    """
    from hall.console.accounts import let_in
    from hall.console.settings import settings_given

    let_in(settings_given(data_dir=data), name)


@accounts.command
def token(department: str, *, data: Path | None = None) -> None:
    """Print a new API token for a department's system, this once; the one before is void.

    Parameters
    ----------
    department
        The department's key.
    data
        The data folder.

    """
    from hall.console.accounts import print_token
    from hall.console.settings import settings_given

    print_token(settings_given(data_dir=data), department)
