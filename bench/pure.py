"""Rows that need no database: the form, the catalogue, the core, a letter."""

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from bench.driver import CLERK
from bench.row import Row, best_of
from bench.workload import NOW, USCC, answers, library, restaurant
from forms.answering import check_answers
from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import write_letter
from forms.rendering import render_pdf
from matters.acts import Accept, Decide
from matters.case import Actor, Case, Launched
from matters.due import due_at
from matters.fields import Field, Value
from matters.notices import notices
from matters.reading import SHIPPED, read_catalogue
from matters.rules import Rules
from matters.spec import Matter
from matters.standing import standing
from matters.verbs import Moment, launch, perform
from matters.words import Text
from matters.work import work_at

FIELDS = 60
MATTERS = 100
STEPS = 12


def rows() -> Iterator[Row]:
    """The form, the catalogue, the core and a letter."""
    yield _form()
    yield _catalogue()
    yield _core()
    yield from _letter()


def _form() -> Row:
    matter = _with_fields(restaurant(), FIELDS)
    said: dict[str, Value] = {
        **answers(),
        **{f"field_{number}": "宁波" for number in range(FIELDS - 4)},
    }
    taken = best_of(200, lambda: check_answers(matter, said, (), NOW.date())) * 1000
    return Row("form: validate one 60-field submission", taken, "ms", 0.2)


def _with_fields(matter: Matter, how_many: int) -> Matter:
    label = Text(zh="字段", en="Field")
    more = tuple(Field(key=f"field_{n}", label=label) for n in range(how_many - 4))
    form = matter.form.model_copy(update={"fields": more})
    return matter.model_copy(update={"form": form})


def _catalogue() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalogue"
        shutil.copytree(SHIPPED, copy)
        shutil.rmtree(copy / "scenarios")
        _multiply(copy / "matters")
        gc.collect()
        began = time.perf_counter()
        read = read_catalogue(copy)
        taken = time.perf_counter() - began
    note = f"{len(read.matters)} matters; Prefect imported: {'prefect' in sys.modules}"
    return Row("catalogue: load and check 100 matters", taken, "s", 1.0, note=note)


def _multiply(folder: Path) -> None:
    """The shipped matters again under other names, until there are a hundred."""
    originals = sorted(folder.glob("*.yaml"))
    numbers = count(2)
    while len(list(folder.glob("*.yaml"))) < MATTERS:
        number = next(numbers)
        for original in originals[: MATTERS - len(list(folder.glob("*.yaml")))]:
            text = original.read_text(encoding="utf-8")
            name = f"{original.stem}-{number}"
            again = text.replace(f"matter: {original.stem}", f"matter: {name}", 1)
            (folder / f"{name}.yaml").write_text(again, encoding="utf-8")


def _core() -> Row:
    rules = _rules(STEPS)
    case = _half_way(rules)

    def ask() -> None:
        now = standing(case)
        due_at(rules, now, NOW)
        work_at(rules, case.number, now)

    taken = best_of(300, ask) * 1000
    return Row("core: standing + due + open_work, 12-step case", taken, "ms", 0.1)


def _rules(steps: int) -> Rules:
    shared = library()
    matter = restaurant()
    pattern = matter.steps[0]
    more = tuple(
        pattern.model_copy(update={"step": f"step-{n}", "after": (f"step-{n - 1}",) if n else ()})
        for n in range(steps)
    )
    longer = matter.model_copy(update={"steps": more, "checks": ()})
    return Rules(longer, shared.office, shared.calendar)


def _accepted(rules: Rules) -> Case:
    launched = Launched(at=NOW, by=CLERK, answers=_said(), channel="counter")
    case = launch(rules, "330200001260302000001", launched)
    return perform(rules, case, Accept(), Moment(CLERK, NOW))


def _half_way(rules: Rules) -> Case:
    """Half of the steps are decided, one after the other."""
    case = _accepted(rules)
    officer = Actor(account="o", department=rules.matter.steps[0].department or "", role="officer")
    for step in rules.matter.steps[: STEPS // 2]:
        case = perform(
            rules, case, Decide(step=step.step, decision="granted"), Moment(officer, NOW)
        )
    return case


def _said() -> dict[str, Value]:
    return {"company.uscc": USCC, **{f"field_{number}": "宁波" for number in range(FIELDS)}}


def _letter() -> Iterator[Row]:
    rules = _rules(3)
    case = _accepted(rules)
    now = standing(case)
    notice = next(one for one in notices(rules, now) if one.event == "received")
    given = Numbered(
        "甬政务收〔2026〕1号", date(2026, 3, 2), "http://127.0.0.1/v/1", "http://127.0.0.1/f/1"
    )
    values = letter_values(Subject(rules, case.number, now), notice, given)
    kind = rules.office.letter(notice.letter)
    letter = write_letter(kind, values)
    words = best_of(30, lambda: write_letter(kind, values)) * 1000
    pages = best_of(20, lambda: render_pdf(letter)) * 1000
    yield Row("letter: both languages as text", words, "ms")
    yield Row("letter: receipt to PDF/A, Chinese and English page", pages, "ms", 10.0)
