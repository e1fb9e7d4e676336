"""`onego web`: the program that answers people and other systems."""

import uvicorn

from flows.installation import read_clock
from hall.console.catalogue import catalogue_for
from hall.console.listening import listening
from hall.house import open_hall
from hall.web import create_web
from matters.case import business_date
from storage.settings import Settings


def answer_people(settings: Settings) -> None:
    """Serve the hall until SIGTERM or SIGINT."""
    catalogue = catalogue_for(demo=settings.demo, today=business_date(read_clock()))
    hall = open_hall(settings, catalogue)
    try:
        here = listening(create_web(hall), settings.web_host, settings.web_port, settings)
        uvicorn.Server(here).run()
    finally:
        hall.close()
