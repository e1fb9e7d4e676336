"""A clerk who launches a case by hand: reads what the page asks, writes what the applicant says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from matters.fields import Answers, Row, Value
from matters.plays import Play
from matters.rules import rows_of
from tests.browser.people import Person
from tests.hall.counter import KEYS, written

ROUNDS = 8
"""How often an answer may bring up further questions."""


@dataclass
class Counter:
    """The counter in the browser of one clerk."""

    clerk: Person
    play: Play
    folder: Path
    """Where the applicant's papers lie."""

    @property
    def page(self) -> Page:
        return self.clerk.page

    def begin(self) -> None:
        self.clerk.go("/counter")
        self.clerk.picture("choose")
        self.page.locator(f"#{self.play.matter.matter} button").click()
        self.page.wait_for_url("**/situation")

    def answer_questions(self) -> None:
        """Answer whatever is asked, page after page."""
        for _ in range(ROUNDS):
            self._write_all(self.play.answers)
            self.clerk.picture("situation")
            self._go_on("next")
            if self.page.url.endswith("/form"):
                self.page.wait_for_load_state()
                return
        raise AssertionError("the questions never end")

    def check(self) -> None:
        """Write the numbers that registers are asked with, and ask them."""
        self._write_all({p: v for p, v in self.play.answers.items() if p.endswith(KEYS)})
        self._go_on("check")
        self.page.wait_for_url("**/form**")

    def prefilled(self) -> dict[str, str]:
        """What the registers filled in, and where each value comes from, by field."""
        slots = self.page.locator("[data-path]:visible", has=self.page.locator(".source"))
        return {
            one.get_attribute("data-path") or "": one.locator(".source").first.inner_text()
            for one in slots.all()
        }

    def fill_in(self) -> None:
        """Write what is still blank."""
        for _ in range(ROUNDS):
            self._add_rows()
            self._write_all(self.play.answers | dict(self._in_rows()))
            self._go_on("next")
            if self.page.url.endswith("/papers"):
                return
        raise AssertionError(self.page.locator("[role=alert]").inner_text())

    def give_papers(self) -> None:
        """Sign what is promised and upload the rest, as far as the page asks for it."""
        for one in self.play.evidence:
            form = self.page.locator(f'form[action$="/papers/{one.material}/{one.rung}"]').last
            needless = self.page.locator(f"details.spared#{one.material}").count()
            if needless or not form.count():
                continue  # a register has made it needless
            if one.rung == "promise":
                self.page.locator(f"#{one.material} [name=agreed]").check()
                self.page.locator(f"#signer-{one.material}").fill("王海燕")
                form.locator("button").click()
            else:
                paper = self.folder / f"{one.material}.pdf"
                paper.write_bytes(b"%PDF-1.7\nplan")
                form.locator("input[type=file]").set_input_files(paper)
                form.locator("button").click()
            self.page.locator(f"#{one.material} .kept").wait_for()

    def confirm(self) -> None:
        """Go to the last page, have the applicant read it, and launch."""
        self.page.locator('a.button.main[href$="/confirm"]').click()
        self.page.locator("[name=consent_in]").check()
        self.page.locator("[name=agreed]").check()
        self.clerk.picture("confirm")
        self.page.locator('[name=go][value="launch"]').click()
        self.page.wait_for_url("**/counter/launched/*")

    @property
    def number(self) -> str:
        """Of the case that was launched."""
        return self.page.url.rpartition("/")[2]

    def carry_through(self) -> str:
        """The whole way; the number of the case."""
        self.begin()
        self.answer_questions()
        self.check()
        self.fill_in()
        self.give_papers()
        self.confirm()
        return self.number

    def _groups(self) -> dict[str, tuple[Row, ...]]:
        """What the applicant says of each of several, by group."""
        return {path: rows for path, said in self.play.answers.items() if (rows := rows_of(said))}

    def _in_rows(self) -> Iterator[tuple[str, Value]]:
        """The same, under the paths of the page: `shareholders.2.amount`."""
        for group, rows in self._groups().items():
            for number, row in enumerate(rows, 1):
                yield from ((f"{group}.{number}.{key}", value) for key, value in row.items())

    def _add_rows(self) -> None:
        """As many rows as the applicant has something to say of."""
        for group, rows in self._groups().items():
            card = self.page.locator(f"#{group}:visible")
            while card.count() and card.locator("[data-row]").count() < len(rows):
                card.locator("[data-add]").click()

    def _go_on(self, button: str) -> None:
        # Not the first of that name: that one is for the key Enter.
        self.page.locator(f'.buttons [name=go][value="{button}"]').click()

    def _write_all(self, answers: Answers) -> None:
        """Write every answer whose place is shown and blank; an answer may bring up more places."""
        done: set[str] = set()
        while blank := [path for path in self._blank() if path in answers and path not in done]:
            for path in blank:
                self._write(path, answers[path])
            done.update(blank)

    def _blank(self) -> list[str]:
        return self.page.evaluate(BLANK)  # type: ignore[no-any-return]

    def _write(self, path: str, value: Value) -> None:
        slot = self.page.locator(f'[data-path="{path}"]').first
        if slot.locator("[type=radio], [type=checkbox]").count():
            for one in written(value):
                slot.locator(f'[value="{one}"]').check()
        elif slot.locator("select").count():
            slot.locator("select").select_option(written(value)[0])
        else:
            slot.locator("input:not([type=hidden]), textarea").first.fill("\n".join(written(value)))


BLANK = """() => [...document.querySelectorAll("[data-path]")]
  .filter((slot) => !slot.hidden && !slot.closest(".block[hidden]") && !slot.querySelector("[readonly], [disabled]"))
  .filter((slot) => {
    const own = [...slot.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const chosen = own.filter((one) => one.type === "radio" || one.type === "checkbox");
    return chosen.length ? !chosen.some((one) => one.checked) : !own[0]?.value;
  })
  .map((slot) => slot.dataset.path)"""
"""The paths of places that are shown and in which nothing stands yet."""
