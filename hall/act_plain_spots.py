"""The places of the forms that ask the same in every case: what is written where nothing of the case is chosen."""

from dataclasses import replace

from hall.act_lists import YES_NO
from hall.spots import Choices, Spot
from matters.words import Text

FOUND: Choices = (
    ("match", Text(zh="一致", en="It is so")),
    ("mismatch", Text(zh="不一致", en="They say something else")),
    ("no-record", Text(zh="无记录", en="There is no record")),
)
VERDICTS: Choices = (
    ("upheld", Text(zh="属实，予以整改", en="It is so, and is put right")),
    ("not-attributable", Text(zh="不可归责于办理部门", en="It was not the office's doing")),
)
REASON = Spot("reason", Text(zh="理由", en="Reason"))
NOTE = Spot("reason", Text(zh="理由", en="Reason"), required=False)
BASIS = Spot("basis", Text(zh="法律依据", en="Legal basis"))
LICENSING_ACT = "《中华人民共和国行政许可法》第三十二条"
PLAIN: dict[str, tuple[Spot, ...]] = {
    "return-proposal": (REASON,),
    "recall": (REASON,),
    "finish": (REASON,),
    "extend": (REASON,),
    "extend-bundle": (
        REASON,
        Spot(
            "approval",
            Text(zh="本级人民政府批准文号", en="Approval of the government, its number"),
            "text",
        ),
    ),
    "withdraw": (Spot("reason", Text(zh="撤回原因", en="Reason")),),
    "suspend": (Spot("ground", Text(zh="中止事由", en="Why it is suspended")), BASIS),
    "answer-rating": (
        Spot("verdict", Text(zh="核实结果", en="What it came to"), "choice", VERDICTS),
        Spot(
            "contacted_on",
            Text(zh="回访日期（不填为今日）", en="When the applicant was asked, if not today"),
            "date",
            required=False,
        ),
        Spot("finding", Text(zh="核实情况", en="What was found")),
        Spot("measure", Text(zh="整改措施或解释说明", en="What is done, or the explanation")),
        Spot("corrected_by", Text(zh="完成时限", en="Done by"), "date"),
    ),
    "answer-supervision": (
        Spot("text", Text(zh="办理情况、超期原因和整改措施", en="How it stands, and why late")),
    ),
    "give-opinion": (Spot("text", Text(zh="答复意见", en="The opinion")),),
    "object": (
        Spot("who", Text(zh="异议人", en="Who objects"), "text"),
        Spot("text", Text(zh="异议内容", en="The objection")),
    ),
    "refuse-to-accept": (
        REASON,
        replace(BASIS, value=LICENSING_ACT),
        Spot(
            "competent",
            Text(zh="有权受理的机关", en="The competent agency"),
            "text",
            required=False,
            help=Text(
                zh="依法不属于本机关职权范围的，告知申请人向何处申请。",
                en="If another agency is competent, say which.",
            ),
        ),
    ),
    "revoke-acceptance": (REASON, BASIS),
    "revoke-decision": (REASON, BASIS),
    "verify": (
        Spot("outcome", Text(zh="核验结果", en="What the files say"), "choice", FOUND),
        Spot("note", Text(zh="说明", en="Note"), required=False),
    ),
    "check-promise": (
        Spot("kept", Text(zh="承诺是否履行", en="Is the promise kept?"), "choice", YES_NO),
        Spot("found", Text(zh="核查情况", en="What was found"), required=False),
        Spot(
            "correct_within",
            Text(
                zh="整改期限（工作日，未履行的填写）",
                en="Working days to put it right, if it is not kept",
            ),
            "number",
            required=False,
        ),
    ),
    "confirm-payment": (
        Spot("receipt", Text(zh="缴款凭证号", en="Number of the receipt"), "text"),
    ),
}
"""What is written where nothing is to be chosen."""
