"""Names of synthetic people."""

from random import Random

from hall.registers.chance import likely

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余"
RARE_SURNAMES = ("欧阳", "上官", "司徒", "诸葛")
GIVEN_MALE = "伟强磊军勇杰涛超明刚辉鹏华飞波斌宇浩凯健峰建国志文俊海东晨阳"
GIVEN_FEMALE = "芳娜敏静丽艳娟霞秀玲桂英雪梅琳慧婷玉萍红洁莉颖欣怡佳雨彤"


def family_name(rng: Random) -> str:
    return rng.choice(RARE_SURNAMES) if likely(rng, 0.02) else rng.choice(SURNAMES)


def given_name(rng: Random, sex: str) -> str:
    letters = GIVEN_MALE if sex == "male" else GIVEN_FEMALE
    return "".join(rng.choice(letters) for _ in range(rng.choice((1, 2, 2))))


def full_name(rng: Random, sex: str) -> str:
    surname = family_name(rng)
    return surname + given_name(rng, sex)


def surname_in(name: str) -> str:
    """The family name that a full name begins with."""
    return name[: 2 if name[:2] in RARE_SURNAMES else 1]
