"""Records of a made-up restaurant that letters print whole, and the days that they name."""

from datetime import date

from forms.letter_records import (
    Checked,
    Meeting,
    RatingAnswered,
    Served,
    ServedDocument,
    Supervised,
)
from matters.words import Text

NAME = "宁波市鄞州区潮汐餐饮有限公司"
PLACE = "宁波市鄞州区首南街道示例路18号101室"
STEP = Text(zh="食品经营许可", en="food business licence")
OWNER = Text(zh="宁波市市场监督管理局", en="Ningbo Administration for Market Regulation")


def records() -> dict[str, object]:
    """Of a hearing, a register, a delivery, a bad rating and a step that is late."""
    return {
        **_later(),
        "meeting": Meeting(
            on=date(2026, 3, 18),
            hour="09:30",
            place="宁波市鄞州区宁穿路1901号一楼会议室",
            chair="郑维国",
        ),
        "checked": (
            Checked(
                name=Text(zh="营业执照", en="Business licence"),
                holder=Text(zh="市场监督管理部门", en="Market regulation"),
                asked_at=Text(zh="2026年3月4日09:31", en="4 March 2026, 09:31"),
                basis="《优化营商环境条例》第三十七条",
                outcome=Text(zh="一致", en="match"),
                said=Text(zh="（法定代表人：陈**）", en=" (Legal representative: 陈**)"),
            ),
        ),
    }


def _later() -> dict[str, object]:
    return {
        "served": Served(
            documents=(
                ServedDocument(
                    name=Text(zh="不予行政许可决定书", en="Decision to Refuse a Licence"),
                    number="甬市监许不准〔2026〕3号",
                ),
            ),
            recipient=NAME,
            method=Text(zh="留置送达", en="left there, as it was refused"),
            on=date(2026, 3, 12),
            place=PLACE,
            signer="",
            witness="社区工作人员何敏",
            remark="受送达人拒绝签收，送达过程已拍照",
        ),
        "rating": RatingAnswered(
            level=Text(zh="不满意", en="not satisfied"),
            rated_on=date(2026, 3, 16),
            said="窗口排队时间长。",
            contacted_on=date(2026, 3, 17),
            finding="情况属实。当日上午仅开放一个综合窗口。",
            measure="高峰时段增开综合窗口，并提供预约叫号。",
            corrected_by=date(2026, 3, 24),
        ),
        "supervised": Supervised(
            step=STEP,
            owner=OWNER,
            elapsed=Text(zh="11个工作日", en="11 working days"),
            due_on=date(2026, 3, 19),
            reason=Text(zh="已超过法定办理期限", en="the legal time limit has passed"),
            demand="两个工作日内作出决定。",
            answer_by=date(2026, 3, 24),
        ),
    }


def times() -> dict[str, object]:
    """When it was received, when remedies and claims end, and who extended a limit."""
    return {
        "query_code": "7Q2M4KX9",
        "received_at": Text(zh="2026年3月4日09:30", en="4 March 2026, 09:30"),
        "reconsider_by": date(2026, 5, 6),
        "sue_by": date(2026, 9, 7),
        "was_due_on": date(2026, 3, 19),
        "approved_by": Text(
            zh="宁波市市场监督管理局负责人",
            en="the head of Ningbo Administration for Market Regulation",
        ),
        "claim_by": date(2026, 3, 12),
        "claim_within": Text(zh="5个工作日", en="5 working days"),
    }
