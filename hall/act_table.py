"""Every act in words: what its button says, what it is for, and what is said when it is done.

Pages, the API's description and the command line read the same table; it imports nothing heavy.
"""

from typing import NamedTuple

from matters.words import Text


class ActWords(NamedTuple):
    """One act as people read it."""

    name: Text
    about: Text
    done: Text


def _words(name: tuple[str, str], about: tuple[str, str], done: tuple[str, str]) -> ActWords:
    said = (Text(zh=zh, en=en) for zh, en in (name, about, done))
    return ActWords(*said)


ACTS: dict[str, ActWords] = {
    "accept": _words(
        ("受理", "Accept"),
        ("受理申请，开始计算办理期限。", "Accept the application; the time limits begin."),
        ("已受理。", "Accepted."),
    ),
    "refuse-to-accept": _words(
        ("不予受理", "Refuse to accept"),
        ("书面决定不予受理，写明理由和依据。", "Refuse acceptance in writing, with reason and legal basis."),
        ("已作出不予受理决定。", "Refused to accept."),
    ),
    "ask-for-more": _words(
        ("一次性告知补正", "Tell what is missing"),
        ("一次告知申请人需要补正的全部内容。", "Tell the applicant, once and completely, what is missing."),
        ("已发出一次性补正告知。", "The applicant is told what is missing."),
    ),
    "supply": _words(
        ("补正", "Supply"),
        ("收下申请人补正的内容或者材料。", "Take in the answers and papers that the applicant supplies."),
        ("已收下补正内容。", "Taken in."),
    ),
    "check-again": _words(
        ("重新核验", "Check again"),
        ("请登记机关重新核验一次。", "Have a register asked again."),
        ("已重新发起核验。", "The register is asked again."),
    ),
    "take": _words(
        ("领取办理", "Take in hand"),
        ("领取办理，避免两人同办一件。", "Take the work in hand, so that two do not do the same."),
        ("已领取。", "It is in your hands."),
    ),
    "decide": _words(
        ("办结", "Decide"),
        ("对环节或者其中一个部分作出决定。", "Decide a step, or one part of it."),
        ("已作出决定。", "Decided."),
    ),
    "inspect": _words(
        ("提交踏勘结果", "Report a visit"),
        ("提交本部门的现场踏勘结果。", "Report one's department's part of a joint visit."),
        ("已提交踏勘结果。", "Your report is in."),
    ),
    "send-back": _words(
        ("退回", "Send back"),
        ("退回前面的环节或者受理环节重新办理。", "Send the work back to an earlier step or to acceptance."),
        ("已退回。", "Sent back."),
    ),
    "withdraw": _words(
        ("申请人撤回申请", "Withdraw for the applicant"),
        ("按申请人的意愿撤回申请，本办件办结。", "Take the application back for the applicant; the case is closed."),
        ("申请已撤回。", "The application is withdrawn."),
    ),
    "approve": _words(
        ("审批同意", "Approve"),
        ("负责人同意拟办意见，拟办意见即成为决定。", "Approve what an officer proposed: it becomes the decision."),
        ("已审批同意。", "Approved."),
    ),
    "return-proposal": _words(
        ("退回拟办意见", "Return the proposal"),
        ("负责人不同意拟办意见，退回经办人重新研究。", "Do not approve a proposal; the officer looks at it again."),
        ("已退回经办人。", "The officer looks at it again."),
    ),
    "recall": _words(
        ("撤回本人意见", "Take back your own word"),
        ("撤回本人最近作出、尚未产生后续办理的意见。", "Take back one's own last word, before anything follows."),
        ("已撤回。", "Taken back."),
    ),
    "transfer": _words(
        ("转办", "Transfer"),
        ("转给本部门其他人员或者其他部门办理。", "Give the work to a colleague, or to another department."),
        ("已转办。", "Transferred."),
    ),
    "add-part": _words(
        ("加签", "Add a part"),
        ("增加一个会签部门或者一个办理对象。", "Have one more sign, or one more thing decided."),
        ("已加签。", "Added."),
    ),
    "drop-part": _words(
        ("减签", "Drop a part"),
        ("减去一个尚未表态的会签部门或者办理对象。", "Let one less sign or be decided."),
        ("已减签。", "Dropped."),
    ),
    "finish": _words(
        ("提前结束", "Finish early"),
        ("按已有意见提前结束本环节。", "End a step of several parts with what is there."),
        ("本环节已提前结束。", "The step is ended."),
    ),
    "ask-opinion": _words(
        ("征求意见", "Ask for an opinion"),
        ("征求其他部门意见，本环节继续办理。", "Ask another department what it thinks; the step goes on."),
        ("已征求意见。", "Asked."),
    ),
    "give-opinion": _words(
        ("答复意见", "Give the opinion"),
        ("答复其他部门征求的意见。", "Answer what another department asked."),
        ("意见已答复。", "The opinion is given."),
    ),
    "revoke-opinion": _words(
        ("撤销征求意见", "Revoke a question"),
        ("不再需要对方部门答复。", "Say that an opinion is not needed any more."),
        ("已撤销征求意见。", "Revoked."),
    ),
    "appoint": _words(
        ("确定时间、地点", "Fix day and place"),
        ("确定踏勘或者听证的时间、地点并通知申请人。", "Fix day and place of a visit or a hearing."),
        ("已确定时间和地点，将书面通知申请人。", "The day is fixed; the applicant is told."),
    ),
    "urge": _words(
        ("催办", "Urge"),
        ("催促正在办理的环节。", "Ask those who have an open step to hurry."),
        ("已催办。", "They are asked to hurry."),
    ),
    "copy": _words(
        ("抄送", "Copy"),
        ("抄送其他部门知悉，该部门可以查阅本办件。", "Tell another department; it may read the case."),
        ("已抄送。", "Copied."),
    ),
    "suspend": _words(
        ("中止", "Suspend"),
        ("依法中止办理，中止期间不计入办理期限。", "Let a step stand still by law; its days do not count."),
        ("已中止，停止计时。", "Suspended; the clock stands still."),
    ),
    "resume": _words(
        ("恢复办理", "Resume"),
        ("中止的原因消除，恢复办理和计时。", "Let a suspended step go on."),
        ("已恢复办理。", "It goes on."),
    ),
    "extend": _words(
        ("延期", "Extend"),
        ("经本部门负责人批准，延长一次办理期限。", "Extend the time limit, once, as far as the law allows; by a head."),
        ("已延长办理期限。", "The limit is extended."),
    ),
    "extend-bundle": _words(
        ("整体延期", "Extend the bundle"),
        (
            "经本级人民政府负责人批准，延长一次“一件事”整体期限。",
            "Extend the limit of the whole bundle, once, with the approval of the head of the government.",
        ),
        ("已延长整体期限。", "The limit of the bundle is extended."),
    ),
    "terminate": _words(
        ("终止", "Terminate"),
        ("依法终止一个环节或者整个办件，不作决定。", "End a step, or the whole case, undecided, by law."),
        ("已终止。", "Terminated."),
    ),
    "skip": _words(
        ("跳过环节", "Skip a step"),
        ("跳过一个不涉及法定事项的环节，后续环节继续。", "Leave a step out that decides no service."),
        ("已跳过该环节。", "The step is left out."),
    ),
    "signal": _words(
        ("登记已发生的事项", "Say that it happened"),
        ("登记某个环节等待的事项已经发生。", "Say that something happened that a step waits for."),
        ("已登记。", "Taken down."),
    ),
    "object": _words(
        ("登记异议", "Take in an objection"),
        ("登记公示期间收到的异议。", "Take in an objection to what is made public."),
        ("异议已登记。", "The objection is taken in."),
    ),
    "answer-objection": _words(
        ("处理异议", "Decide on an objection"),
        ("认定异议是否成立，写明理由。", "Say whether an objection is upheld, and why."),
        ("异议已处理。", "The objection is decided on."),
    ),
    "answer-call": _words(
        ("登记对方系统的答复", "Take in the other system's answer"),
        ("登记对方系统的办理结果。", "Say what another system did, or that it cannot."),
        ("已登记答复。", "The answer is taken in."),
    ),
    "call-again": _words(
        ("再次请求", "Ask the system again"),
        ("再次请求对方系统办理。", "Ask the other system again."),
        ("已再次请求。", "The other system is asked again."),
    ),
    "ask-verification": _words(
        ("发起部门核验", "Have a department look it up"),
        ("请有关部门在其档案中核验一项材料。", "Ask the department of the ladder to look a paper up in its files."),
        ("已发起部门核验。", "That department is asked."),
    ),
    "verify": _words(
        ("答复部门核验", "Say what the files hold"),
        ("答复本部门档案中的核验结果。", "Say what one's own files say of a paper that was asked for."),
        ("核验结果已答复。", "Your answer is in."),
    ),
    "settle-objection": _words(
        ("处理核验异议", "Settle an objection to a check"),
        ("认定申请人对核验结果的异议是否成立。", "Decide whether the applicant is right against a register."),
        ("异议已处理。", "The objection is settled."),
    ),
    "revoke-acceptance": _words(
        ("撤销受理", "Revoke the acceptance"),
        ("容缺材料逾期未补交的，书面撤销受理。", "Take the acceptance back in writing: a deferred paper did not come."),
        ("已撤销受理。", "The acceptance is revoked."),
    ),
    "check-promise": _words(
        ("核查承诺", "Check a promise"),
        ("核查承诺是否履行，未履行的责令限期整改。", "Say whether a promise is kept; if not, have it put right."),
        ("核查结果已登记。", "What you found is taken down."),
    ),
    "revoke-decision": _words(
        ("撤销决定", "Revoke the decision"),
        ("整改后仍未履行承诺的，由部门负责人撤销据此作出的决定。",
         "Let a decision fall whose promise is still not kept after its correction; by a head."),
        ("决定已撤销。", "The decision is revoked."),
    ),
    "record-delivery": _words(
        ("登记送达", "Record a delivery"),
        ("登记文书送达的日期、方式和签收人。", "Record on which day, how and to whom notices were delivered."),
        ("送达已登记。", "The delivery is recorded."),
    ),
    "post-notices": _words(
        ("交邮", "Send by post"),
        ("登记文书已经交邮和邮件号；以回执日期为送达日期。",
         "Record that notices went to the post, with the letter's number; the day on the receipt will count."),
        ("已登记交邮。", "Sent by post."),
    ),
    "record-return": _words(
        ("登记送达未成", "Record that it did not arrive"),
        ("登记邮件退回、无人签收或者逾期未领。", "Record that a letter came back, or that nobody fetched a notice."),
        ("已登记送达未成，请选择其他方式送达。", "Recorded; choose another way to deliver."),
    ),
    "deliver-anew": _words(
        ("另行送达", "Deliver another way"),
        ("改用其他方式送达。", "Deliver notices by another channel."),
        ("已改用其他方式送达。", "They go another way."),
    ),
    "confirm-address": _words(
        ("送达地址确认", "Confirm the address"),
        ("登记申请人确认的送达方式、地址和是否同意电子送达。",
         "Take down how and where the applicant wants notices, and the consent to electronic delivery."),
        ("送达地址已确认。", "The address is confirmed."),
    ),
    "rate": _words(
        ("评价服务", "Rate the service"),
        ("申请人对办结的办件评价一次；工作人员不得代为评价。",
         "The applicant rates a finished case, once; staff may not do it instead."),
        ("感谢您的评价。", "Thank you for your rating."),
    ),
    "answer-rating": _words(
        ("差评回访", "Answer the rating"),
        ("向申请人核实差评：核实情况、整改措施和完成时限，答复随即送达申请人。",
         "Look into a bad rating with the applicant: what was found, what is done, by when. The applicant is told."),
        ("已答复，评价回访及整改告知书将送达申请人。", "Answered; the applicant gets the notice."),
    ),
    "answer-supervision": _words(
        ("答复督办", "Answer the order"),
        ("答复督办单：办理情况、超期原因和整改措施。", "Answer the order: how it stands, why late, what is done."),
        ("已答复督办。", "The supervisors have your answer."),
    ),
    "void-notice": _words(
        ("作废文书", "Void the notice"),
        ("由部门负责人作废本部门有误的文书，编号不再使用；可以同时出具更正文书。",
         "Void a wrong notice of one's own department, whose number stays used; a corrected one may take its place."),
        ("文书已作废。", "The notice is void."),
    ),
    "confirm-payment": _words(
        ("确认缴费", "Confirm the payment"),
        ("凭缴款凭证确认费用已全部缴清。", "Confirm with the receipt's number that everything was paid."),
        ("已确认缴费。", "The payment is confirmed."),
    ),
}  # fmt: skip
"""By the name that `act` has in JSON."""
