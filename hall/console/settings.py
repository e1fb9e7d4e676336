"""The settings of one command: what was said on the command line, over the environment."""

import logging

from storage.settings import Settings, read_settings


def settings_given(**given: object) -> Settings:
    """The settings; what was not said is left to the environment. Raises SettingWrong."""
    return read_settings(**{name: value for name, value in given.items() if value is not None})


def begin_log(settings: Settings) -> None:
    """Write the log of a program that goes on running."""
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    # A line for every question to Prefect; and lines on calls to registers, which sign themselves.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel("WARNING")
