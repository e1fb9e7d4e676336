"""Letters of a made-up restaurant and a made-up resident, for the tests of text and layout."""

from datetime import date

from forms.letter_context import (
    Applicant,
    Correction,
    DeferredPaper,
    FeeRow,
    Labelled,
    LetterContext,
    LetterItem,
    Missing,
    Permit,
    PromiseWords,
    Received,
    Result,
)
from matters.office import Department, LetterKind
from matters.words import Text
from tests.forms.letter_records_made_up import records, times

MARKET = Department(
    key="market-regulation",
    name=Text(zh="宁波市市场监督管理局", en="Ningbo Administration for Market Regulation"),
    short="甬市监",
    uscc="11330200002965360Y",
    address=Text(zh="宁波市政务服务中心二楼B区", en="Area B, floor 2, Ningbo Service Hall"),
    phone="0574-00000001",
    review_body=Text(zh="宁波市人民政府", en="the People's Government of Ningbo"),
    court=Text(zh="宁波市海曙区人民法院", en="the People's Court of Haishu District, Ningbo"),
    online_review="https://review.example.gov.cn",
)
POLICE = MARKET.model_copy(
    update={
        "key": "police",
        "name": Text(zh="宁波市公安局鄞州分局", en="Yinzhou Branch, Ningbo Public Security Bureau"),
        "short": "甬公鄞",
    }
)
FOOD = LetterItem(
    name=Text(zh="食品经营许可", en="food business licence"),
    kind="licence",
    basis=Text(zh="《中华人民共和国食品安全法》第三十五条", en="Food Safety Law, Article 35"),
    agency=MARKET.name,
    limit=Text(zh="10个工作日", en="10 working days"),
    due_on=date(2026, 3, 19),
    promise=Text(zh="3个工作日", en="3 working days"),
    promised_on=date(2026, 3, 10),
)
FIRE = LetterItem(
    name=Text(
        zh="公众聚集场所投入使用、营业前消防安全检查",
        en="fire safety check of a public place before opening",
    ),
    kind="licence",
    basis=Text(zh="《中华人民共和国消防法》第十五条", en="Fire Protection Law, Article 15"),
    agency=Text(zh="宁波市消防救援支队", en="Ningbo Fire and Rescue Brigade"),
    limit=Text(zh="10个工作日", en="10 working days"),
    due_on=date(2026, 3, 19),
)
REGISTRATION = LetterItem(
    name=Text(zh="就业登记", en="employment registration"),
    kind="public-service",
    basis=Text(zh="《就业服务与就业管理规定》", en="Rules on Employment Services"),
    agency=POLICE.name,
    limit=Text(zh="1个工作日", en="1 working day"),
)
RESTAURANT = Applicant(
    name="宁波市鄞州区潮汐餐饮有限公司",
    code_label=Text(zh="统一社会信用代码", en="Unified social credit code"),
    code="91330212MA2EXAMPLE",
    representative="陈思远",
    address="宁波市鄞州区首南街道示例路18号101室",
)
LAYOUTS = {
    "receipt": "slip",
    "residence-receipt": "slip",
    "promise": "slip",
    "withdrawal": "slip",
    "completion": "slip",
    "permit": "licence",
    "industry-licence": "licence",
    "business-licence": "licence",
    "data-confirmation": "slip",
    "delivery-receipt": "slip",
}
LETTERS = (
    *("receipt", "acceptance", "supplement", "not-accepted", "not-required", "grant", "registered"),
    *("refusal", "residence-receipt", "permit", "industry-licence", "promise", "correction"),
    *("withdrawal", "terminated", "lapsed", "completion", "verified", "verification-failed"),
    *(
        "publicity",
        "hearing",
        "excluded",
        "suspended",
        "resumed",
        "extended",
        "fees",
        "case-terminated",
    ),
    *("inspection-notice", "inspection-passed", "inspection-failed", "inspection-corrections"),
    *("inspection-published", "complaint-answer", "complaint-refusal", "business-licence"),
    *("deferral", "acceptance-revoked", "promise-broken", "decision-revoked"),
    *("hearing-rights", "hearing-announcement", "visit-notice", "data-confirmation"),
    *("delivery-receipt", "rating-follow-up", "supervision-order"),
)


def a_kind(template: str) -> LetterKind:
    return LetterKind.model_validate(
        {
            "key": template,
            "name": template,
            "template": template,
            "layout": LAYOUTS.get(template, "official"),
            "series": "许准",
        }
    )


def a_context(**changes: object) -> LetterContext:
    """A case of which everything is known, so that every letter can be written from it."""
    return LetterContext.model_validate(_everything() | changes)


def _everything() -> dict[str, object]:
    return {
        "legal_basis": Text(
            zh="《中华人民共和国行政许可法》第四十五条",
            en="article 45 of the Administrative Licensing Act",
        ),
        "basis": Text(
            zh="《中华人民共和国行政许可法》第三十二条第一款第（二）项",
            en="Article 32(1)(2) of the Administrative Licensing Law",
        ),
        "begins_on": date(2026, 3, 6),
        "deferred": (
            DeferredPaper(name=Text(zh="场所平面布局图", en="Floor plan"), until=date(2026, 3, 19)),
        ),
        "ends_on": date(2026, 3, 26),
        "length": Text(zh="20日", en="20 days"),
        "number": "甬市监许准〔2026〕12号",
        "on": date(2026, 3, 5),
        "agency": MARKET,
        "case_number": "3302122026030500017",
        "matter": Text(zh="开办餐饮店“一件事”", en="Open a restaurant"),
        "applicant": RESTAURANT,
        "code_url": "https://onego.example.gov.cn/v/7Q2M4KX9",
        "item": FOOD,
        "items": (FOOD, FIRE),
        "received_on": date(2026, 3, 4),
        "accepted_on": date(2026, 3, 5),
        "received_by": Text(zh="市政务服务中心综合窗口3号（王丽）", en="Counter 3 (Wang Li)"),
        "next_step": Text(
            zh="2026年3月11日前告知是否受理", en="You are told by 11 March 2026 if it is accepted"
        ),
        "valid_from": date(2026, 3, 5),
        "valid_to": date(2031, 3, 4),
        "values": _answers(),
        "visitors": (MARKET.name, FIRE.agency),
        **_papers(),
        **_decisions(),
        **_fees(),
        **records(),
        **times(),
        **_results(),
    }


def _fees() -> dict[str, object]:
    return {
        "fees": (
            FeeRow(
                name=Text(zh="不动产登记费", en="Registration fee"),
                basis=Text(zh="财税〔2016〕79号", en="Cai Shui [2016] No. 79"),
                amount=Text(zh="80元", en="¥80"),
            ),
            FeeRow(
                name=Text(zh="证书工本费", en="Cost of the certificate"),
                basis=Text(zh="发改价格规〔2016〕2559号", en="NDRC Price Rules [2016] No. 2559"),
                amount=Text(zh="10元", en="¥10"),
            ),
        ),
        "total": Text(zh="90元", en="¥90"),
    }


def _answers() -> dict[str, Text]:
    """Of somebody who founds a company."""
    return {
        "domestic_uscc": Text.same("91330212MA2EXAMPLE"),
        "enterprise_name": Text.same("宁波市鄞州区潮汐餐饮有限公司"),
        "ent_type": Text(zh="有限责任公司", en="Limited company"),
        "capital": Text.same("50万元"),
        "inspect_on": Text(zh="2026年3月12日", en="12 March 2026"),
        "term": Text(zh="长期", en="Without end"),
        "address": Text.same("宁波市鄞州区首南街道示例路18号101室"),
        "scope": Text.same("餐饮服务"),
    }


def _papers() -> dict[str, object]:
    return {
        "received": (
            Received(
                name=Text(zh="营业执照", en="Business licence"),
                form=Text(zh="数据共享，免提交", en="shared register"),
            ),
            Received(
                name=Text(zh="经营场所平面布局图", en="Floor plan"),
                form=Text(zh="电子件", en="electronic copy"),
            ),
        ),
        "missing": (
            Missing(
                name=Text(zh="经营场所平面布局图", en="Floor plan"),
                wrong=Text(zh="未标明冷食类专间位置", en="The cold-food room is not shown"),
                standard=Text(
                    zh="标明专间位置、面积，并加盖公章",
                    en="Show its place and area, with the company's seal",
                ),
            ),
            Missing(
                name=Text(zh="从业人员健康证明", en="Health certificates"),
                wrong=Text(zh="厨师一人的健康证明已过期", en="One cook's certificate has expired"),
                standard=Text(zh="提交有效期内的健康证明", en="A certificate that is still valid"),
            ),
        ),
        "supply_by": date(2026, 3, 19),
        "supply_lapse": Text(
            zh="逾期未补正且无正当理由的，视为撤回申请，已提交的材料退还申请人。",
            en="If you do not supply it in time, the application counts as withdrawn.",
        ),
        "promise": PromiseWords(
            name=Text(zh="消防安全告知承诺", en="Fire safety promise"),
            basis=Text(zh="《中华人民共和国消防法》第十五条", en="Fire Protection Law, Article 15"),
            text=Text(
                zh="场所符合消防安全技术标准。\n消防设施、器材完好有效。",
                en="The premises meet the fire safety standards.\nAll equipment is in working order.",
            ),
            consequence=Text(
                zh="承诺不实的，撤销许可，记入信用记录。",
                en="If it is untrue, the licence is revoked.",
            ),
            verify_within=Text(zh="20个工作日", en="20 working days"),
            agency=FIRE.agency,
        ),
    }


def _decisions() -> dict[str, object]:
    return {
        "reasons": (
            Text(
                zh="加工场所与冷食类食品制售的要求不符，未设置专间。",
                en="The kitchen has no separate room for cold food.",
            ),
        ),
        "findings": (
            Text(
                zh="2026年3月9日现场核查：冷食操作区与热加工区未分隔。",
                en="Visit of 9 March 2026: cold and hot food are not kept apart.",
            ),
        ),
        "duties": (
            Text(zh="在经营场所显著位置悬挂许可证件。", en="Show the licence on the premises."),
        ),
        "conditions": (Text(zh="疏散通道保持畅通。", en="Escape routes are kept clear."),),
        "competent_agency": Text(zh="宁波市烟草专卖局", en="the Ningbo Tobacco Bureau"),
        "corrections": (
            Correction(
                agency=MARKET.name,
                found=Text(zh="洗手池未设非手触式水龙头", en="No hands-free tap"),
                standard=Text(zh="更换为非手触式水龙头", en="Fit a hands-free tap"),
            ),
            Correction(
                agency=FIRE.agency,
                found=Text(zh="疏散指示标志一处损坏", en="One exit sign is broken"),
                standard=Text(zh="修复并保持常亮", en="Mend it and keep it lit"),
            ),
        ),
        "correct_by": date(2026, 3, 16),
        "visited_on": date(2026, 3, 9),
    }


def _results() -> dict[str, object]:
    return {
        "results": (
            Result(
                item=FOOD.name,
                agency=MARKET.name,
                outcome=Text(zh="准予许可", en="granted"),
                document="甬市监许准〔2026〕12号",
                on=date(2026, 3, 10),
            ),
            Result(
                item=FIRE.name,
                agency=FIRE.agency,
                outcome=Text(zh="准予许可", en="granted"),
                document="甬消许准〔2026〕3号",
                on=date(2026, 3, 12),
            ),
        ),
        "revoked": (
            Result(
                item=FIRE.name,
                agency=FIRE.agency,
                outcome=Text(zh="准予许可", en="granted"),
                document="甬消许准〔2026〕3号",
            ),
        ),
        "collect": Text(zh="市政务服务中心出件窗口领取", en="at the delivery counter"),
        "rating_url": "https://onego.example.gov.cn/r/7Q2M4KX9",
        "certificate": Text(zh="食品经营许可证", en="Food Business Licence"),
        "facts": (
            Labelled(
                label=Text(zh="主体业态", en="Form of business"),
                value=Text(zh="餐饮服务经营者", en="Catering"),
            ),
            Labelled(
                label=Text(zh="经营项目", en="Foods"),
                value=Text(zh="热食类食品制售；自制饮品制售", en="Hot food; own drinks"),
            ),
        ),
        "permits": (
            Permit(
                name=FOOD.name,
                agency=MARKET.name,
                number="JY23302120000017",
                valid_to=date(2031, 3, 4),
            ),
            Permit(name=FIRE.name, agency=FIRE.agency, number="甬消许准〔2026〕3号"),
        ),
    }
