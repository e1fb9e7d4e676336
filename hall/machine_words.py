"""What the machine is doing for a case now, in words: checks, notices, a register that is asked again."""

from dataclasses import dataclass

from hall.case_file import CaseFile
from hall.rendering import moment
from matters.due import Action, DeliverNotice, RunCheck, due_at
from matters.notices import IssueNotice
from matters.rules import checks_to_ask
from matters.words import Text


@dataclass(frozen=True)
class Progress:
    """A line of progress; without numbers it only says what goes on."""

    words: Text
    done: int = 0
    all: int = 0
    is_trouble: bool = False


def machine_of(file: CaseFile) -> tuple[Progress, ...]:
    """What the machine has to do for the case, or why it does nothing."""
    if file.carriage.trouble_at is not None:
        return (STOPPED,)
    actions = due_at(file.rules, file.now, file.at)
    return (*_checking(file, actions), *_writing(file, actions), *_later(file, actions))


STOPPED = Progress(
    Text(
        zh="自动办理中断，已转管理员处理；人工办理不受影响。",
        en="The machine stopped at this case and an administrator sees it; people can go on.",
    ),
    is_trouble=True,
)


def _checking(file: CaseFile, actions: tuple[Action, ...]) -> tuple[Progress, ...]:
    left = sum(isinstance(one, RunCheck) for one in actions)
    if not left:
        return ()
    needed = checks_to_ask(file.rules.matter, file.now, file.today)
    done = sum(use.key in file.now.known for use in needed)
    all_checks = max(len(needed), done + left)
    words = Text(zh=f"正在核验 {done}/{all_checks}", en=f"Checking {done}/{all_checks}")
    return (Progress(words, done, all_checks),)


def _writing(file: CaseFile, actions: tuple[Action, ...]) -> tuple[Progress, ...]:
    to_issue = sum(isinstance(one, IssueNotice) for one in actions)
    to_deliver = sum(isinstance(one, DeliverNotice) for one in actions)
    known = len(file.now.issued) + to_issue
    found = []
    if to_issue:
        words = Text(zh=f"文书生成中（{to_issue}件）", en=f"Writing {to_issue} notice(s)")
        found.append(Progress(words, len(file.now.issued), known))
    if to_deliver:
        words = Text(zh=f"文书送达中（{to_deliver}件）", en=f"Delivering {to_deliver} notice(s)")
        found.append(Progress(words, len(file.now.delivered), known))
    return tuple(found)


def _later(file: CaseFile, actions: tuple[Action, ...]) -> tuple[Progress, ...]:
    wake = file.carriage.wake_at
    silent = [one for one in file.now.findings.values() if one.ask_again_at]
    if actions or wake is None or wake <= file.at or not silent or file.now.ended:
        return ()
    return (
        Progress(
            Text(
                zh=f"有登记机关暂无应答，将于{moment('zh', wake)}再次核验",
                en=f"A register did not answer; it is asked again on {moment('en', wake)}",
            )
        ),
    )
