"""The accounts of a demonstration: two clerks, officers and heads, two administrators, a supervisor."""

from hall.house import Hall
from matters.office import HALL, Office
from matters.words import Text
from storage import accounts
from storage.accounts import Account, Role

DEMO_PASSWORD = "onego-demo"  # noqa: S105 - printed on the sign-in page of every demonstration
LEAD = "government-services"

SURNAMES = (
    Text(zh="王", en="Wang"), Text(zh="李", en="Li"), Text(zh="张", en="Zhang"),
    Text(zh="刘", en="Liu"), Text(zh="杨", en="Yang"), Text(zh="黄", en="Huang"),
    Text(zh="吴", en="Wu"), Text(zh="徐", en="Xu"), Text(zh="孙", en="Sun"),
    Text(zh="马", en="Ma"), Text(zh="朱", en="Zhu"), Text(zh="胡", en="Hu"),
    Text(zh="郭", en="Guo"), Text(zh="何", en="He"), Text(zh="林", en="Lin"),
    Text(zh="罗", en="Luo"),
)  # fmt: skip
GIVEN_NAMES = (
    Text(zh="海燕", en="Haiyan"), Text(zh="建国", en="Jianguo"), Text(zh="晓峰", en="Xiaofeng"),
    Text(zh="丽娜", en="Lina"), Text(zh="志远", en="Zhiyuan"), Text(zh="雨桐", en="Yutong"),
    Text(zh="文斌", en="Wenbin"),
)  # fmt: skip


def seed_demo_accounts(hall: Hall) -> int:
    """Make the demo accounts that are missing; how many they were. Nothing outside a demonstration.

    All share one password, so it is hashed once.
    """
    if not hall.demo:
        return 0
    with hall.database.transaction() as connection:
        known = {one.id for one in accounts.demo_accounts(connection)}
        wanted = [one for one in demo_accounts(hall.office) if one.id not in known]
        if not wanted:
            return 0
        return accounts.add_missing(connection, wanted, hall.passwords.hash(DEMO_PASSWORD))


def demo_accounts(office: Office) -> tuple[Account, ...]:
    """The accounts that a demonstration of this office has."""
    departments = tuple(one.key for one in office.departments)
    lead = LEAD if LEAD in departments else HALL
    people = (
        _account("chen", Text(zh="陈静", en="Chen Jing"), HALL, "clerk"),
        _account("zhou", Text(zh="周凯", en="Zhou Kai"), HALL, "clerk"),
        _account(f"{HALL}-head", Text(zh="许静怡", en="Xu Jingyi"), HALL, "head"),
        _account("admin", Text(zh="沈洁", en="Shen Jie"), lead, "administrator"),
        _account("editor", Text(zh="何岚", en="He Lan"), lead, "administrator"),
        _account("supervisor", Text(zh="韩松", en="Han Song"), lead, "supervisor"),
    )
    officers = (
        one
        for place, key in enumerate(department for department in departments if department != HALL)
        for one in (
            _account(key, _name(place), key, "officer"),
            _account(f"{key}-head", _name(place + 5), key, "head"),
        )
    )
    return (*people, *officers)


def _account(id_: str, name: Text, department: str, role: Role) -> Account:
    return Account(id=id_, name=name, department=department, roles=frozenset({role}), demo=True)


def _name(place: int) -> Text:
    surname = SURNAMES[place % len(SURNAMES)]
    given = GIVEN_NAMES[place % len(GIVEN_NAMES)]
    return Text(zh=f"{surname.zh}{given.zh}", en=f"{surname.en} {given.en}")
