"""`onego matter test` and `onego matter mutate`: a matter tried by its own scenarios."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from rich.progress import Progress, TaskID

from hall.console.checking import library_of
from hall.console.speech import ERR, OUT, either, into, language, say
from matters.documents import opened
from matters.errors import MatterUnknown, OneGoError
from matters.library import Library
from matters.mistakes import MistakesFound, nearest
from matters.reading import SHIPPED, read_library, read_matter
from matters.rules import Rules
from matters.spec import Matter
from matters.words import Text
from matters.workbench.coverage import Coverage, coverage
from matters.workbench.coverage_stubs import Stubs
from matters.workbench.mutating import Judged, Score, grounds, mutate
from matters.workbench.recording import difference, recorded
from matters.workbench.trials_files import Script, Tried, read_script, tried


class Options(NamedTuple):
    """How matters are tried."""

    scenario: str | None = None
    coverage: bool = False
    record: Literal["show", "write"] | None = None
    as_json: bool = False


class NoScenarios(OneGoError):
    """A matter without a file of scenarios beside it."""

    status = 404

    def __init__(self, path: Path) -> None:
        super().__init__(
            zh=f"没有情景文件 {path}。请在 scenarios 文件夹中写一份。",
            en=f"There is no file of scenarios at {path}. Write one in the folder `scenarios`.",
        )


class Subject(NamedTuple):
    """A matter with its library and its scenarios."""

    path: Path
    library: Library
    matter: Matter
    scenarios: Path

    @property
    def rules(self) -> Rules:
        return Rules(self.matter, self.library.office, self.library.calendar)

    def script(self) -> Script:
        """Raises NoScenarios, MistakesFound."""
        if not self.scenarios.exists():
            raise NoScenarios(self.scenarios)
        return read_script(self.scenarios)


def try_matters(name: str, options: Options) -> int:
    """Run scenarios; 1 if any differs. Raises MatterUnknown, MistakesFound, NoScenarios."""
    answers = [_try(one, options) for one in subjects(name)]
    if options.as_json:
        print(json.dumps(answers, ensure_ascii=False, indent=2))  # noqa: T201  machine output
    return 1 if any(one["wrong"] for one in answers) else 0


def subjects(name: str) -> Iterator[Subject]:
    """The matter of that key or file, or with `all` every shipped one. Raises MatterUnknown, MistakesFound."""
    library = None
    for path in _paths(name):
        library = library if library and name == "all" else _library(path)
        scenarios = path.parent.parent / "scenarios" / path.name
        yield Subject(path, library, read_matter(path, library), scenarios)


def _library(path: Path) -> Library:
    return read_library(SHIPPED) if path.is_relative_to(SHIPPED) else library_of(path)


def _paths(name: str) -> list[Path]:
    shipped = {path.stem: path for path in sorted((SHIPPED / "matters").glob("*.yaml"))}
    path = Path(name)
    if name == "all":
        return list(shipped.values())
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return [path]
    if name not in shipped:
        raise MatterUnknown(name, nearest(name, shipped))
    return [shipped[name]]


def _try(subject: Subject, options: Options) -> dict[str, object]:
    script = subject.script()
    if options.scenario and options.scenario not in (one.scenario for one in script.file.scenarios):
        raise _unknown_scenario(options.scenario, script)
    results = list(tried(subject.rules, script, options.scenario))
    wrong = [mistake for one in results for mistake in one.wrong]
    answer: dict[str, object] = {
        "matter": subject.matter.matter,
        "tried": len(results),
        "right": sum(one.right for one in results),
        "wrong": [one.model_dump() for one in wrong],
    }
    if not options.as_json:
        _show(subject.matter, results)
    if options.record:
        answer["diff"] = _record(subject, script, options)
    if options.coverage:
        answer["coverage"] = _cover(subject.matter, results, options)
    return answer


def _unknown_scenario(name: str, script: Script) -> OneGoError:
    near = nearest(name, [one.scenario for one in script.file.scenarios])
    zh = f"您是否想写“{near}”？" if near else ""
    en = f" Did you mean “{near}”?" if near else ""
    return OneGoError(zh=f"没有情景“{name}”。{zh}", en=f"There is no scenario “{name}”.{en}")


def _show(matter: Matter, results: list[Tried]) -> None:
    for one in results:
        for mistake in one.wrong:
            OUT.print(mistake.sentence(language()))
    right = sum(one.right for one in results)
    say(
        f"{matter.matter}：{len(results)}个情景，{right}个与预期一致",
        f"{matter.matter}: {len(results)} scenarios, {right} as expected",
    )


def _record(subject: Subject, script: Script, options: Options) -> str:
    """The expectations that are missing, as a diff; written into the file where that is asked for."""
    before = subject.scenarios.read_text(encoding="utf-8")
    after = recorded(subject.rules, script.file, before, options.scenario)
    diff = difference(before, after, str(subject.scenarios))
    if not options.as_json:
        OUT.print(diff, end="")
    if options.record == "write":
        subject.scenarios.write_text(after, encoding="utf-8")
    elif diff and not options.as_json:
        say(
            "以上内容尚未写入；核对无误后用 --record write 写入。",
            "Nothing is written yet: review this, then use --record write.",
        )
    return diff


def _cover(matter: Matter, results: list[Tried], options: Options) -> dict[str, object]:
    met = coverage(matter, [one.run for one in results if one.run is not None])
    stubs = Stubs(matter)
    if not options.as_json:
        _show_coverage(met, stubs)
    return {
        "wanted": len(met.wanted),
        "share": met.share(),
        "missing": [
            {**one._asdict(), "text": one.text.model_dump(), "stub": stubs.stub(one)}
            for one in met.missing
        ],
    }


def _show_coverage(met: Coverage, stubs: Stubs) -> None:
    say(
        f"覆盖：{met.share():.1%}（{len(met.wanted)}项中缺{len(met.missing)}项）",
        f"Coverage: {met.share():.1%} ({len(met.missing)} of {len(met.wanted)} missing)",
    )
    for one in met.missing:
        OUT.print(f"\n# {into(one.text)}")
        OUT.print(stubs.stub(one), end="")


def mutate_matter(name: str, *, seed: int, most: int, as_json: bool) -> int:
    """Seed faults and tell which survive; 1 if any does.

    Raises MatterUnknown, MistakesFound, NoScenarios, ScenariosWrong.
    """
    (subject,) = subjects(name) if name != "all" else _one_only()
    sheet = opened(subject.path).sheet
    if sheet is None:
        raise MistakesFound(())
    on = grounds(subject.path, subject.library, sheet, subject.script())
    with _progress() as told:
        score = mutate(on, seed=seed, most=most, told=told)
    if as_json:
        print(json.dumps(_score(subject.matter, score), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        _show_score(subject, score)
    return 1 if score.survivors else 0


def _one_only() -> list[Subject]:
    raise OneGoError(
        zh="请写一个事项的名称或文件，逐个进行。",
        en="Name one matter or file: faults are seeded into one at a time.",
    )


@contextmanager
def _progress() -> Iterator["_Bar"]:
    with Progress(console=ERR, transient=True) as progress:
        yield _Bar(progress, progress.add_task(either("植入错误", "Seeding faults")))


class _Bar:
    """The bar that moves with each fault."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task

    def __call__(self, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total)


def _show_score(subject: Subject, score: Score) -> None:
    for one in score.survivors:
        place = f"{subject.path}:{one.mutant.line}: {one.mutant.path}: {into(one.mutant.what)}"
        OUT.print(place)
        OUT.print(f"    {into(one.hint or Text.same(''))}")
    counts = score.counts
    say(
        f"{subject.matter.matter}：植入{len(score.judged)}处错误；check 查出{counts['check']}处，情景查出"
        f"{counts['killed']}处，等同{counts['equivalent']}处，漏过{counts['survived']}处；得分{score.share:.1%}",
        f"{subject.matter.matter}: {len(score.judged)} faults seeded; {counts['check']} caught by"
        f" check, {counts['killed']} by scenarios, {counts['equivalent']} change nothing,"
        f" {counts['survived']} survived; score {score.share:.1%}",
    )


def _score(matter: Matter, score: Score) -> dict[str, object]:
    return {
        "matter": matter.matter,
        "seeded": len(score.judged),
        **{str(fate): count for fate, count in score.counts.items()},
        "score": score.share,
        "survivors": [_survivor(one) for one in score.survivors],
    }


def _survivor(one: Judged) -> dict[str, object]:
    return {
        "line": one.mutant.line,
        "path": one.mutant.path,
        "what": one.mutant.what.model_dump(),
        "hint": one.hint.model_dump() if one.hint else None,
    }
