"""A new password at the terminal: typed twice and never shown, or read from standard input."""

import sys
from getpass import getpass

from hall.console.speech import either
from hall.passwords import checked
from hall.refusals import PasswordsDiffer


def new_password(*, piped: bool) -> str:
    """The password that was given. Raises PasswordTooShort, PasswordTooLong, PasswordsDiffer."""
    if piped:
        return checked(sys.stdin.readline())
    first = checked(getpass(either("新密码：", "New password: ")))
    if checked(getpass(either("再次输入：", "Once more: "))) != first:
        raise PasswordsDiffer
    return first
