"""Run a program that ends when whoever started it dies, even by kill -9.

A script of its own (`python leash.py PARENT SIGNAL ACCOUNT PROGRAM …`): between fork and exec a
program may safely do next to nothing, so this starts first, ties the leash, and then becomes the
program, under the same process number.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    parent, death, account, *program = sys.argv[1:]
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    if account:
        _become(account)
    if sys.platform == "linux":
        # After the change of account, which unties it.
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(death))
    if os.getppid() != int(parent):
        sys.exit("whoever started this is already gone")
    os.execvp(program[0], program)  # noqa: S606 - the supervisor's own programs


def _become(account: str) -> None:
    entry = pwd.getpwnam(account)
    os.setgroups([])
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)


if __name__ == "__main__":
    main()
