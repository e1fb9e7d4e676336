"""What a register is, what it is asked with and how it answers."""

from collections.abc import Callable
from datetime import date, timedelta

from flows.register_messages import Values
from hall.registers.census import Census
from matters.case import FindingOutcome
from matters.errors import OneGoError
from matters.fields import Value
from matters.words import Frozen, Text


class QuestionIncomplete(OneGoError):
    """A question without what its register is searched by: a mistake in the matter's definition."""

    status = 422

    def __init__(self, check: str, wanted: tuple[str, ...]) -> None:
        names = " / ".join(wanted)
        super().__init__(
            zh=f"核验“{check}”缺少查询条件：{names}。请在事项定义的 with 中补上。",
            en=f"Check “{check}” lacks what it is searched by: {names}. Add it to the matter's with.",
        )


class RegisterUnknown(OneGoError):
    """No register answers to that key."""

    status = 404

    def __init__(self, check: str) -> None:
        super().__init__(
            zh=f"数据共享平台没有“{check}”接口。请核对事项定义中的核验名称。",
            en=f"The gateway has no register “{check}”. Compare the check's name in the matter.",
        )


class Answer(Frozen):
    """What a register says to one question."""

    outcome: FindingOutcome
    values: Values
    as_of: date
    """The day on which the record was last true."""


class Asked(Frozen):
    """One question as a register sees it."""

    check: str
    inputs: Values
    today: date

    def text(self, *names: str) -> str:
        """The first given of these inputs. Raises QuestionIncomplete."""
        for name in names:
            match self.inputs.get(name):
                case str(value) if value.strip():
                    return value.strip()
        raise QuestionIncomplete(self.check, names)

    def texts(self, *names: str) -> tuple[str, ...]:
        """The first given of these inputs as a list. Raises QuestionIncomplete."""
        for name in names:
            match self.inputs.get(name):
                case str(value) if value.strip():
                    return (value.strip(),)
                case tuple(many) if words := tuple(one for one in many if isinstance(one, str)):
                    return words
        raise QuestionIncomplete(self.check, names)

    def differs(self, name: str, recorded: str) -> bool:
        """Whether the input was given and says something else than the record."""
        match self.inputs.get(name):
            case str(value) if value.strip():
                return "".join(value.split()) != "".join(recorded.split())
            case _:
                return False

    def found(self, **values: Value) -> Answer:
        return Answer(outcome=FindingOutcome.MATCH, values=values, as_of=self.today)

    def outdated(self, days: int, **values: Value) -> Answer:
        """A record that nobody has confirmed for so many days."""
        as_of = self.today - timedelta(days=days)
        return Answer(outcome=FindingOutcome.MATCH, values=values, as_of=as_of)

    def mismatch(self, **values: Value) -> Answer:
        return Answer(outcome=FindingOutcome.MISMATCH, values=values, as_of=self.today)

    def several(self, **values: Value) -> Answer:
        return Answer(outcome=FindingOutcome.MULTIPLE, values=values, as_of=self.today)

    def nothing(self) -> Answer:
        return Answer(outcome=FindingOutcome.NO_RECORD, values={}, as_of=self.today)


class Register(Frozen):
    """One register: who holds it, what it is searched by, what it gives."""

    key: str
    name: Text
    holder: Text
    searched_by: tuple[str, ...]
    """Inputs; the first line of them that is given finds the record."""
    compares: tuple[str, ...] = ()
    """Inputs that may be given besides; a different record is a mismatch."""
    gives: tuple[str, ...]
    valid_days: int = 30
    max_age_days: int = 180
    in_two_steps: bool = False
    """Answers later: the first call only gives a ticket."""
    look_up: Callable[[Census, Asked], Answer]


POLICE = Text(zh="宁波市公安局", en="Ningbo Public Security Bureau")
LABOUR = Text(
    zh="宁波市人力资源和社会保障局", en="Ningbo Human Resources and Social Security Bureau"
)
HEALTH = Text(zh="宁波市卫生健康委员会", en="Ningbo Health Commission")
MARKET = Text(zh="宁波市市场监督管理局", en="Ningbo Administration for Market Regulation")
HOUSING = Text(zh="宁波市住房和城乡建设局", en="Ningbo Housing and Urban-Rural Development Bureau")
LAND = Text(zh="宁波市自然资源和规划局", en="Ningbo Natural Resources and Planning Bureau")
REFORM = Text(zh="宁波市发展和改革委员会", en="Ningbo Development and Reform Commission")
INSURANCE = Text(zh="宁波市医疗保障局", en="Ningbo Healthcare Security Bureau")
FUND = Text(zh="宁波市住房公积金管理中心", en="Ningbo Housing Provident Fund Centre")
EDUCATION = Text(zh="宁波市教育局", en="Ningbo Education Bureau")
CIVIL = Text(zh="宁波市民政局", en="Ningbo Civil Affairs Bureau")
TOBACCO = Text(zh="宁波市烟草专卖局", en="Ningbo Tobacco Monopoly Bureau")
UTILITY = Text(zh="宁波市供水供电服务机构", en="Ningbo water and power suppliers")
TAX = Text(zh="国家税务总局宁波市税务局", en="Ningbo Tax Bureau")
CUSTOMS = Text(zh="中华人民共和国宁波海关", en="Ningbo Customs")
DRUGS = Text(zh="浙江省药品监督管理局", en="Zhejiang Drug Administration")
COURT = Text(zh="宁波市中级人民法院", en="Ningbo Intermediate People's Court")
JUSTICE = Text(zh="宁波市司法局", en="Ningbo Justice Bureau")
POSTS = Text(
    zh="中共宁波市委机构编制委员会办公室", en="Ningbo Office of Public Posts and Institutions"
)
VETERANS = Text(zh="宁波市退役军人事务局", en="Ningbo Veterans Affairs Bureau")
DISABLED = Text(zh="宁波市残疾人联合会", en="Ningbo Disabled Persons' Federation")
