"""A scenario to begin with for each thing that no scenario goes through yet; a person completes it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from matters.fields import Answers, Value
from matters.paths.situations import Situation, telling
from matters.spec import Matter, Step
from matters.workbench.coverage import YES, Mark
from matters.workbench.recording import written

_REASONS = "请写明事实和理由。"


class Stubs:
    """Writes scenario stubs for one matter."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter

    @cached_property
    def _situations(self) -> tuple[Situation, ...]:
        return telling(self.matter)

    def stub(self, mark: Mark) -> str:
        """A scenario in YAML, indented as in a file."""
        situation = self._situation(mark)
        answers = dict(situation.answers) if situation else {}
        findings = dict(situation.findings) if situation else {}
        if mark.kind == "option":
            answers[mark.key] = _value(mark.value)
        lines = [
            f"- scenario: {_name(mark)}",
            f'  name: {{zh: "{mark.text.zh}", en: "{mark.text.en}"}}',
            *_indented("answers", answers),
            *_indented("registers", {**_registers(findings), **self._says(mark)}),
            *self._brings(mark),
            *self._acts(mark, answers),
        ]
        return "".join(f"  {line}\n" for line in lines)

    def _situation(self, mark: Mark) -> Situation | None:
        fits = self._test(mark)
        return next((one for one in self._situations if fits(one)), None)

    def _test(self, mark: Mark) -> Callable[[Situation], bool]:
        match mark.kind:
            case "leaf":
                leaf = self.matter.not_applicable[int(mark.key) - 1]
                return lambda one: one.turned_away == leaf
            case "option":
                return lambda one: mark.key in one.answers
            case "step":
                return lambda one: _served(one) and (mark.key in one.steps) == (mark.value == YES)
            case "ends":
                return lambda one: mark.key in one.steps
            case "paper":
                wanted = mark.value == YES
                return lambda one: _served(one) and (mark.key in one.materials) == wanted
            case "rung":
                return lambda one: mark.key in one.materials
            case _:
                return lambda one: bool(one.steps)

    def _says(self, mark: Mark) -> dict[str, object]:
        """What registers must say besides, e.g. nothing, so that the next rung counts."""
        if mark.kind == "stops":
            return {mark.key: {"values": dict.fromkeys(self._looked_at(mark.key), "…")}}
        if mark.kind != "rung" or mark.value.startswith("check"):
            return {}
        material = next(one for one in self.matter.materials if one.key == mark.key)
        checks = [rung.check for rung in material.ladder if rung.check]
        return {key: {"outcome": "no-record"} for key in checks}

    def _looked_at(self, check: str) -> tuple[str, ...]:
        condition = self.matter.check(check).stops_if
        return tuple(sorted(condition.names)) if condition else ()

    def _brings(self, mark: Mark) -> Iterator[str]:
        if mark.kind == "rung" and mark.value == "upload":
            yield f"  uploads: [{mark.key}]"
        elif mark.kind == "rung" and mark.value.startswith("promise"):
            yield f"  promises: [{mark.value.partition(': ')[2]}]"

    def _acts(self, mark: Mark, answers: Answers) -> Iterator[str]:
        acts: list[str] = []
        if mark.kind in ("leaf", "stops"):
            acts = ["    - {act: accept, refused: true}"]
            acts.append("    - {act: refuse-to-accept, reason: " + _REASONS + ", basis: …}")
        elif mark.kind == "ends":
            acts = list(self._ending(self.matter.step(mark.key), mark.value))
        if acts:
            yield "  acts:"
            yield from acts

    def _ending(self, step: Step, end: str) -> Iterator[str]:
        if end == "corrections":
            who = next(iter(step.departments), step.department)
            yield f"    - {{at: {step.step}, department: {who}, round: 1, act: inspect,"
            yield "       passed: false, corrections: […]}"
        elif end == "terminated":
            for key in step.after[:1]:
                yield from self._ending(self.matter.step(key), "refused")
        elif end in ("refused", "objected"):
            basis = step.item.basis.replace("\n", "") if step.item else "…"
            yield f"    - at: {step.step}"
            yield "      act: decide"
            yield f"      decision: {end}"
            yield f"      reasons: {_REASONS}"
            yield f"      basis: {basis}"


def _served(one: Situation) -> bool:
    return one.turned_away is None


def _name(mark: Mark) -> str:
    words = f"{mark.kind}-{mark.key}-{mark.value}".lower()
    letters = "".join(one if one.isascii() and one.isalnum() else "-" for one in words)
    return "-".join(part for part in letters.split("-") if part)


def _value(text: str) -> Value:
    return {"true": True, "false": False}.get(text, text)


def _indented(key: str, value: Mapping[str, object]) -> list[str]:
    return [f"  {line}" for line in written(key, value)] if value else []


def _registers(findings: Answers) -> dict[str, object]:
    """Values by path as `registers` has them."""
    grouped: dict[str, dict[str, object]] = defaultdict(dict)
    for path, value in findings.items():
        _, check, name = path.split(".", 2)
        grouped[check.replace("_", "-")][name] = value
    return {key: _says(values) for key, values in grouped.items()}


def _says(values: dict[str, object]) -> dict[str, object]:
    outcome = {"outcome": values.pop("outcome")} if "outcome" in values else {}
    return {**outcome, **({"values": values} if values else {})}
