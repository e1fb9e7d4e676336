"""The forms about delivery: their places, and what is posted by them read as an act."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from hall.act_step_reading import KINDS, NOT_UNDERSTOOD
from hall.confirming import address_spots, confirmation, offered
from hall.delivery_words import CHANNELS, FAILURES, METHODS, NoticeWay
from hall.form_mistakes import FormWrong, Mistake, understood
from hall.house import Hall
from hall.posted import Posted
from hall.spots import Spot
from matters.acts import Act
from matters.words import Language, Text
from storage.files import kind_of

BY_HAND = ("in-person", "agent", "family", "left", "post")
RETURNS = ("returned", "refused", "bad-address", "nobody-there", "not-collected")

RECORDED: tuple[Spot, ...] = (
    Spot(
        "method",
        Text(zh="送达方式", en="How"),
        "choice",
        tuple((one, METHODS[one]) for one in BY_HAND),
        value="in-person",
    ),
    Spot("arrived", Text(zh="签收日期", en="Day of the signature"), "date", required=False),
    Spot("recipient", Text(zh="签收人姓名", en="Who took it"), "text", required=False),
    Spot(
        "identity",
        Text(zh="核对的证件", en="Identity paper seen"),
        "text",
        required=False,
        help=Text(
            zh="如居民身份证；不填证件号码", en="such as the identity card; not its number"
        ),
    ),
    Spot(
        "relation",
        Text(zh="与受送达人的关系", en="Relation to the addressee"),
        "text",
        required=False,
        help=Text(zh="代理人、成年家属签收时填写", en="for an agent or a relative"),
    ),
    Spot("place", Text(zh="送达地点", en="Place"), "text", required=False),
    Spot(
        "notes",
        Text(zh="拒收事由及备注", en="Refusal and notes"),
        required=False,
        help=Text(zh="留置送达必填", en="needed where it was left"),
    ),
    Spot("witness", Text(zh="见证人", en="Witness"), "text", required=False),
    Spot("proof", Text(zh="签名回证或者现场照片", en="Signed receipt or photograph"), "file", required=False),
)  # fmt: skip
POSTED: tuple[Spot, ...] = (
    Spot(
        "mail",
        Text(zh="邮件号", en="Number of the letter"),
        "text",
        help=Text(zh="4至40位字母或者数字", en="4 to 40 letters or digits"),
    ),
)
RETURNED: tuple[Spot, ...] = (
    Spot("reason", Text(zh="原因", en="Why"), "list", tuple((one, FAILURES[one]) for one in RETURNS)),
)  # fmt: skip
NOT_A_PROOF = Text(
    zh="签收凭证应为PDF或者JPG、PNG图片。", en="The proof must be a PDF, JPG or PNG."
)


def delivery_spots(
    hall: Hall, ways: Iterable[NoticeWay], today: date
) -> Mapping[str, tuple[Spot, ...]]:
    """The places of each form, by its act; `ways`: the notices that may be chosen, all of them at first."""
    open_ways = tuple(one for one in ways if one.is_open)
    numbered = (Text(zh=f"{n.name.zh} {n.number}", en=f"{n.name.en} {n.number}") for n in open_ways)
    keys = tuple(one.key for one in open_ways)
    options = tuple(zip(keys, numbered, strict=True))
    notices = Spot("notices", Text(zh="文书", en="Notices"), "choices", options, value=keys)
    return {
        "record-delivery": (notices, *(_on(one, today) for one in RECORDED)),
        "post-notices": (notices, *POSTED),
        "record-return": (notices, *RETURNED),
        "deliver-anew": (notices, *_anew(hall)),
        "confirm-address": address_spots(hall),
    }


def _on(spot: Spot, today: date) -> Spot:
    return replace(spot, value=today.isoformat()) if spot.kind == "date" else spot


def _anew(hall: Hall) -> tuple[Spot, ...]:
    """The other ways that the office has, and a public announcement, which nobody else may choose."""
    here = (*offered(hall), "announcement")
    by = tuple((one, words) for one, words in CHANNELS.items() if one in here)
    return (
        Spot("channel", Text(zh="改用", en="By"), "list", by),
        Spot(
            "reason",
            Text(zh="理由", en="Reason"),
            "text",
            required=False,
            help=Text(zh="公告送达必填", en="needed for an announcement"),
        ),
    )


def delivery_act(
    hall: Hall, posted: Posted, spots: Mapping[str, tuple[Spot, ...]], language: Language
) -> Act:
    """What the form says; a proof that came with it is kept. Raises FormWrong, ActRefused."""
    act = posted.text("act")
    if act not in spots:
        raise NOT_UNDERSTOOD
    if act == "confirm-address":
        return confirmation(posted, spots[act], language)
    said: dict[str, object] = {one.name: posted.text(one.name) for one in spots[act]}
    said = {name: value for name, value in said.items() if value} | {
        "notices": posted.texts("notices")
    }
    if act == "record-delivery" and (photo := posted.upload("proof")):
        said["proof"] = _kept(hall, photo)
    return understood(KINDS[act], said, posted, spots[act])


def _kept(hall: Hall, photo: bytes) -> str:
    """The digest of the proof. Raises FormWrong for what is no picture and no PDF."""
    if kind_of(photo) is None:
        spot = next(one for one in RECORDED if one.name == "proof")
        raise FormWrong((Mistake(spot, NOT_A_PROOF),))
    return hall.installation.files.put(photo)
