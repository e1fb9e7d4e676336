"""What a letter may speak of: the values that the caller hands to every template.

All dates are dates, all words are in both languages; templates choose neither. A value that a case does not have
is left out, and a template that needs it says so instead of printing nothing.
"""

from datetime import date

from forms.letter_records import Checked, Meeting, RatingAnswered, Served, Supervised
from matters.office import Department
from matters.outcome_words import KIND_WORDS, KindWords
from matters.spec import ItemKind
from matters.words import Frozen, Text


class Applicant(Frozen):
    """Who applied, as a letter names them; the code is already masked where it must be."""

    name: str
    code_label: Text = Text(zh="证件号码", en="Document number")
    code: str
    representative: str = ""
    address: str = ""


class LetterItem(Frozen):
    """One legal service (事项) that a letter is about, with its clock."""

    name: Text
    kind: ItemKind
    basis: Text
    agency: Text
    limit: Text
    """The statutory limit in words, with its unit: 10个工作日."""
    due_on: date | None = None
    promise: Text | None = None
    promised_on: date | None = None
    fee: Text = Text(zh="不收费", en="No fee")

    @property
    def wording(self) -> KindWords:
        return KIND_WORDS[self.kind]


class Received(Frozen):
    """A material that was received, and in which form: original, copy, e-licence, shared data, promise."""

    name: Text
    form: Text


class Missing(Frozen):
    """A material that is missing or wrong: what is wrong with it, and what would be right (Act 32(4))."""

    name: Text
    wrong: Text
    standard: Text


class Result(Frozen):
    """How one item of a bundle ended, with the document that says so."""

    item: Text
    agency: Text
    outcome: Text
    document: str = ""
    on: date | None = None


class Permit(Frozen):
    """A permit that a combined licence integrates; its authority stays its own."""

    name: Text
    agency: Text
    number: str
    valid_to: date | None = None
    """None: valid without limit (长期)."""


class Correction(Frozen):
    """One thing that a joint visit found wrong."""

    agency: Text
    found: Text
    standard: Text


class Labelled(Frozen):
    """A value with its label, shown as a row of a certificate or a receipt."""

    label: Text
    value: Text


class PromiseWords(Frozen):
    """A promise in the exact words that the applicant signs (domain 2.5)."""

    name: Text
    basis: Text
    text: Text
    consequence: Text
    verify_within: Text
    agency: Text


class DeferredPaper(Frozen):
    """A paper that may follow after acceptance, and until when."""

    name: Text
    until: date


class FeeRow(Frozen):
    """Something to pay, with its basis and amount."""

    name: Text
    basis: Text
    amount: Text


class LetterRows(Frozen):
    """A group of the form: its heading, and its rows by the keys of their fields."""

    name: Text
    rows: tuple[dict[str, Text], ...]


class LetterContext(Frozen):
    """Everything a letter may say. `agency` is the deciding department: its name, its seal, its remedies."""

    number: str
    on: date
    agency: Department
    case_number: str
    matter: Text
    applicant: Applicant
    code_url: str
    """What the QR code opens: the follow page of a receipt, the verification page of all else."""
    query_code: str = ""
    """By which the applicant finds the case on the follow page."""
    reconsideration: Text = Text(zh="60日", en="60 days")
    """Within which reconsideration may be asked, by the profile."""
    litigation: Text = Text(zh="6个月", en="6 months")
    reconsider_by: date | None = None
    """The last day for it if the notice is received on its own day; none where no calendar reaches so far."""
    sue_by: date | None = None
    """The same for an action before the court."""
    delivery: Text = Text(zh="10个工作日", en="10 working days")
    """Within which the document itself is handed over."""
    item: LetterItem | None = None
    items: tuple[LetterItem, ...] = ()
    received_on: date | None = None
    accepted_on: date | None = None
    deemed: bool = False
    """Accepted because nobody said in time what is missing (Act 32(4))."""
    received_by: Text | None = None
    """Where and by whom the papers were taken in."""
    received_at: Text | None = None
    """The day with its hour."""
    next_step: Text | None = None
    """What happens next and until when, for a receipt."""
    received: tuple[Received, ...] = ()
    missing: tuple[Missing, ...] = ()
    deferred: tuple[DeferredPaper, ...] = ()
    """What may follow after acceptance."""
    asked_again: Text | None = None
    """Why a later notice asks for what an earlier one could have asked."""
    supply_by: date | None = None
    supply_lapse: Text | None = None
    """What lateness means, as a full sentence (`Profile.supplement_lapse`)."""
    basis: Text | None = None
    """The article that a decision not to accept rests on, where it is not the lack of competence."""
    reasons: tuple[Text, ...] = ()
    findings: tuple[Text, ...] = ()
    """What was found: the facts that a refusal rests on."""
    competent_agency: Text | None = None
    duties: tuple[Text, ...] = ()
    """What the holder must observe from now on."""
    conditions: tuple[Text, ...] = ()
    """What must be met, as a promise states it."""
    visitors: tuple[Text, ...] = ()
    """The departments that are going to come."""
    corrections: tuple[Correction, ...] = ()
    correct_by: date | None = None
    visited_on: date | None = None
    results: tuple[Result, ...] = ()
    revoked: tuple[Result, ...] = ()
    """The decisions that fall when the check of a promise fails."""
    collect: Text | None = None
    rating_url: str | None = None
    groups: dict[str, LetterRows] = {}
    """What was said of each of several, by the group's name."""
    certificate: Text | None = None
    facts: tuple[Labelled, ...] = ()
    """What the step found out or gave (`produced_by`), each with its label."""
    valid_from: date | None = None
    valid_to: date | None = None
    """None: valid without limit (长期)."""
    permits: tuple[Permit, ...] = ()
    promise: PromiseWords | None = None
    legal_basis: Text | None = None
    """The article that a procedure, a suspension or a termination rests on."""
    begins_on: date | None = None
    """The first day of a publicity, a hearing, or days that are not counted."""
    ends_on: date | None = None
    """Their last day, or the last day of an extended limit."""
    length: Text | None = None
    """How long they take, or by how much a limit was extended."""
    was_due_on: date | None = None
    """The last day of a limit before it was extended."""
    approved_by: Text | None = None
    """Who approved an extension, by office."""
    claim_by: date | None = None
    """The last day on which a hearing may be claimed, if its right is told on the notice's day (Act 47)."""
    claim_within: Text | None = None
    meeting: Meeting | None = None
    served: Served | None = None
    rating: RatingAnswered | None = None
    supervised: Supervised | None = None
    checked: tuple[Checked, ...] = ()
    fees: tuple[FeeRow, ...] = ()
    total: Text | None = None
    values: dict[str, Text] = {}
    """Every answer in words by its path, such as `values.address` or `values["company.name"]`."""

    @property
    def licence(self) -> LetterItem | None:
        """The item where it is a licence: of such the law asks more (Act 38)."""
        return self.item if self.item and self.item.kind == "licence" else None
