"""Synthetic companies and traders: their licence, premises and staff."""

from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers import places
from hall.registers.chance import likely
from hall.registers.people import Person
from matters.identifiers import credit_code
from matters.words import Frozen

Status = Literal["存续", "注销", "吊销"]
Premises = Literal["title", "lease", "unfiled"]
Staffing = Literal["certified", "mixed", "uncertified", "none"]

SHOP_NAMES = (
    "甬味轩", "江厦", "月湖居", "三江口", "东海渔家", "四明", "一品鲜", "老外滩", "阿拉", "天一",
    "石浦", "慈城", "鼓楼", "云顶", "福满", "鸿运", "聚贤", "和丰", "海晏", "明楼",
    "望湖", "百味", "禾城", "青林", "锦华", "宏图", "永盛", "星海", "长河", "顺达",
)  # fmt: skip
TRADES = ("餐饮管理", "酒楼", "小吃店", "面馆", "火锅店")
OTHER_TRADES = ("贸易", "机电设备", "服饰", "建材", "信息技术", "物流")
CATERING_SCOPE = "许可项目：餐饮服务；食品销售。一般项目：餐饮管理；外卖递送服务。"
OTHER_SCOPE = "一般项目：日用百货销售；国内贸易代理；技术服务、技术开发、技术咨询。"
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Company(Frozen):
    """One company or individual business, as the registers together know it."""

    uscc: str
    name: str
    kind: Literal["有限责任公司", "个体工商户"]
    status: Status
    district: str
    address: str
    legal_rep: str
    legal_rep_id: str
    legal_rep_mobile: str
    established: date
    capital: int
    """Registered capital in 10,000 yuan."""
    scope: str
    catering: bool
    abnormal: bool
    serious: bool
    promise_eligible: bool
    premises: Premises
    area_m2: float
    staff: tuple[str, ...] = ()
    """Identity numbers of those who handle food or are employed."""
    staffing: Staffing = "none"
    food_licence: Literal["none", "valid", "revoked"] = "none"
    tobacco_distance_m: int
    in_arrears: bool


def company(rng: Random, serial: int, rep: Person, today: date) -> Company:
    """A company without staff; its code is made of the serial, so no two are the same."""
    district = rng.choice(places.DISTRICTS)
    catering = likely(rng, 0.6)
    enterprise = likely(rng, 0.55)
    organisation = f"MA{serial:05d}{rng.choice(LETTERS)}"
    return Company(
        uscc=credit_code(district.code, organisation, "91" if enterprise else "92"),
        name=_name(rng, district, catering, enterprise),
        kind="有限责任公司" if enterprise else "个体工商户",
        status=rng.choices(("存续", "注销", "吊销"), (90, 5, 5))[0],
        district=district.code,
        address=places.shop(rng, district),
        legal_rep=rep.name,
        legal_rep_id=rep.id_number,
        legal_rep_mobile=rep.mobile,
        established=today - timedelta(days=rng.randint(10, 3000)),
        capital=rng.choice((10, 30, 50, 100, 200, 500)) if enterprise else 0,
        scope=CATERING_SCOPE if catering else OTHER_SCOPE,
        catering=catering,
        abnormal=likely(rng, 0.07),
        serious=likely(rng, 0.03),
        promise_eligible=not likely(rng, 0.07),
        premises=rng.choices(("title", "lease", "unfiled"), (25, 50, 25))[0],
        area_m2=rng.choice((18, 26, 38, 45, 48, 60, 85, 120, 180, 260, 340, 420)) + 0.5,
        food_licence=_food_licence(rng, catering),
        tobacco_distance_m=rng.choice((12, 28, 45, 60, 85, 130, 210)),
        in_arrears=likely(rng, 0.05),
    )


def _food_licence(rng: Random, catering: bool) -> Literal["none", "valid", "revoked"]:
    if not catering:
        return "none"
    return rng.choices(("none", "valid", "revoked"), (80, 16, 4))[0]


def _name(rng: Random, district: places.District, catering: bool, enterprise: bool) -> str:
    mark = rng.choice(SHOP_NAMES) + rng.choice(("", "源", "兴", "新", "家"))
    if not catering:
        return f"宁波{mark}{rng.choice(OTHER_TRADES)}{'有限公司' if enterprise else '商行'}"
    if enterprise:
        return f"宁波{mark}餐饮管理有限公司"
    return f"宁波市{district.name}{mark}{rng.choice(TRADES[1:])}"
