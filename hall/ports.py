"""Ports of this machine."""

import socket

from storage.refusals import PortInUse


def require_free(host: str, port: int, setting: str) -> None:
    """Raise PortInUse, naming the setting to change, when somebody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are only fading away counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortInUse(host, port, setting) from None


def is_listening(host: str, port: int) -> bool:
    """Whether somebody accepts connections there now."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def free_socket(host: str, wished: int) -> socket.socket:
    """A socket bound to the wished port, or to any where that is taken; 0 wishes nothing."""
    for port in (wished, 0):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError:
            bound.close()
        else:
            return bound
    raise PortInUse(host, wished, "ONEGO_REGISTERS_PORT")
