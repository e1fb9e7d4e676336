"""`onego demo`: start everything, play, tell, and serve the hall."""

import asyncio
import threading
import time
from dataclasses import dataclass
from random import Random

from flows.installation import Installation, open_installation, read_clock
from hall.console.catalogue import catalogue_for
from hall.console.serving import say_addresses, serve
from hall.console.speech import LANGUAGE, complain, either, language, say
from hall.demo.casting import Programme, programme
from hall.demo.papers import export
from hall.demo.performance import Performance
from hall.demo.player import Played, Player
from hall.demo.subjects import Applicants
from hall.demo.telling import bar, show_papers, show_sum, show_table, watch_case
from hall.demo.verdicts import Verdict, verdict
from hall.registers.synthetic import Society
from hall.supervisor import Supervisor
from matters.case import business_date
from matters.errors import OneGoError
from storage.settings import Settings

FETCHES = 4
"""Every fourth applicant fetches the notices at the counter; the others agree to electronic delivery."""


@dataclass(frozen=True)
class Wishes:
    """What the caller asks of a demonstration."""

    count: int
    seed: int
    once: bool
    """End after the play."""


class Show:
    """One demonstration: the supervisor keeps the main thread, the play has its own."""

    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        self._settings = settings
        self._wishes = wishes
        self._language = language()
        self.failed = True

    def run(self) -> bool:
        """Whether everything ended as it should. Raises what `serve` raises."""
        serve(self._settings, self._begin, of_registers=("--seed", str(self._wishes.seed)))
        return not self.failed

    def _begin(self, supervisor: Supervisor) -> None:
        threading.Thread(target=self._play, args=(supervisor,), name="play", daemon=True).start()

    def _play(self, supervisor: Supervisor) -> None:
        LANGUAGE.set(self._language)
        try:
            self.failed = not self._played()
        except OneGoError as refusal:
            complain(refusal)
        finally:
            if self._wishes.once:
                supervisor.stop()
        if not self._wishes.once:
            say_addresses(self._settings)
            say("\n按 Ctrl-C 停止。", "\nCtrl-C stops everything.")

    def _played(self) -> bool:
        today = business_date(read_clock())
        catalogue = catalogue_for(demo=True, today=today)
        applicants = Applicants(Society(self._wishes.seed, today))
        chance = Random(self._wishes.seed)  # noqa: S311 - the same seed plays the same cases
        made = programme(catalogue, applicants, self._wishes.count, chance, today)
        house = open_installation(self._settings, catalogue)
        try:
            return self._performed(house, made)
        finally:
            house.close()

    def _performed(self, house: Installation, made: Programme) -> bool:
        began = time.monotonic()
        with bar() as progress:
            task = progress.add_task(
                either("办理中", "Playing"), total=len(made.crowd), visible=False
            )

            def ended(_: Played) -> None:
                progress.update(task, advance=1, visible=True)

            performance = Performance(
                Player(house, fetches=FETCHES),
                self._settings.registers,
                begun=watch_case,
                ended=ended,
            )
            played = asyncio.run(performance.play(made))
        verdicts = [verdict(house, one) for one in played]
        self._tell(house, made, verdicts, time.monotonic() - began)
        return all(one.right for one in verdicts)

    def _tell(
        self, house: Installation, made: Programme, verdicts: list[Verdict], seconds: float
    ) -> None:
        show_table(verdicts)
        show_sum(verdicts, made.left_out, seconds)
        folder = self._settings.data_dir / "notices"
        show_papers(folder, export(house, verdicts, folder))
