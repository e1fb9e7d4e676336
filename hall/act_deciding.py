"""The forms of deciding: one for each word that a step can be decided with, and what it asks of the officer."""

from collections.abc import Iterator
from dataclasses import replace

from hall.act_forms import FormName
from hall.act_lists import produced_fields, spot_of
from hall.case_file import CaseFile
from hall.spots import Spot
from matters.fields import Answers, Cell, Field, cell_of
from matters.grounds import words_for
from matters.outcome_words import answer_words
from matters.spec import Step
from matters.step_facts import Verdict
from matters.words import Text
from matters.work import ActName


def act_of(name: FormName) -> ActName:
    """The act that a form is for: each kind of decision has its own form."""
    match name:
        case "grant" | "refuse" | "issue" | "agree" | "disagree" | "hold":
            return "decide"
        case _:
            return name


DECISIONS: dict[Verdict, tuple[FormName, Text, Text]] = {
    "issued": ("issue", Text(zh="核发", en="Issue"), Text(zh="拟核发，报批", en="Propose to issue")),
    "agreed": ("agree", Text(zh="同意", en="Agree"), Text(zh="拟同意，报批", en="Propose to agree")),
    "objected": (
        "disagree", Text(zh="不同意", en="Object"), Text(zh="拟不同意，报批", en="Propose to object"),
    ),
    "held": ("hold", Text(zh="记录结论", en="Record the result"), Text(zh="结论报批", en="Propose the result")),
}  # fmt: skip
"""By decision that has no words of a legal service: its form, its button, and its button for a proposal."""


def _spoken(step: Step, decision: Verdict) -> tuple[FormName, Text, Text]:
    """The form of a decision, its button, and its button where a head has to approve."""
    if decision not in ("granted", "refused"):
        return DECISIONS[decision]
    name: FormName = "grant" if decision == "granted" else "refuse"
    said = answer_words(step, decision).button
    return name, said, Text(zh=f"拟{said.zh}，报批", en=f"Propose: {said.en}")


def decisions_of(step: Step) -> Iterator[tuple[Verdict, FormName, Text]]:
    """What may be said on the step: each with its form and the words of its button."""
    for decision in words_for(step):
        name, words, proposing = _spoken(step, decision)
        yield decision, name, proposing if step.approval else words


def spots_of_decision(file: CaseFile, form: str, step: Step) -> tuple[Spot, ...]:
    """The places of a form that decides the step: what it produces, and the reasons that the word needs."""
    produced = tuple(spot_of(one) for one in produced_fields(file, step.step))
    match form:
        case "refuse":
            basis = step.item.basis if step.item else ""
            return (_FACTS, Spot("basis", Text(zh="法律依据", en="Legal basis"), value=basis))
        case "disagree":
            return (_REASONS,)
        case "hold":
            return (*produced, _RESULT)
        case "grant" | "issue" | "agree":
            says_why = form == "agree" or step.approval is not None
            return (*produced, _NOTE) if says_why else produced
        case _:
            return ()


_FACTS = Spot(
    "reasons",
    Text(zh="事实和理由", en="Facts and reasons"),
    help=Text(
        zh="写明查明的事实，以及不符合哪一项条件。",
        en="What was found, and which condition is not met.",
    ),
)
_REASONS = Spot("reasons", Text(zh="意见和理由", en="Opinion and reasons"))
_NOTE = replace(_REASONS, required=False)
_RESULT = Spot("reasons", Text(zh="结论", en="Result"))


def produced_values(file: CaseFile, values: Answers) -> tuple[tuple[Text, Field, Cell], ...]:
    """What was filled in, for whoever approves it: label, field and value."""
    elements = file.rules.matter.elements
    return tuple(
        (elements[path].label, elements[path], cell_of(value))
        for path, value in values.items()
        if path in elements
    )
