"""What happened to a case, one line a fact."""

from hall.telling import told
from matters.case import CHINA, Fact
from matters.office import HALL
from matters.rules import Rules
from matters.words import Language, Text


def line(rules: Rules, fact: Fact, language: Language) -> str:
    """Time, who, and what happened; reasons and answers stay in the case."""
    at = fact.at.astimezone(CHINA).strftime("%m-%d %H:%M:%S")
    who = department_name(rules, fact.by.department).into(language)
    return f"{at}  {who}  {told(rules, fact).what.into(language)}"


def department_name(rules: Rules, key: str) -> Text:
    """How people call a department; what no department did, the machine did."""
    for one in rules.office.departments:
        if one.key == key:
            return one.name
    return Text(zh="综合窗口", en="Counter") if key == HALL else Text(zh="系统", en="OneGo")
