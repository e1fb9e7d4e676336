"""Registers of work, insurance, schooling, health and hardship."""

from datetime import date, timedelta

from flows.register_messages import Values
from hall.registers.answers import (
    CIVIL,
    EDUCATION,
    FUND,
    HEALTH,
    INSURANCE,
    LABOUR,
    Answer,
    Asked,
    Register,
)
from hall.registers.careers import career
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.people import Person
from matters.words import Text

JOBS = ("厨师", "服务员", "营业员", "操作工", "仓管员", "会计")
SCHOOL_FROM, SCHOOL_TO = 6, 15
VACCINES_OF_CHILDHOOD = 22


def social_insurance(census: Census, asked: Asked) -> Answer:
    person = census.people.get(asked.text("id_number"))
    if person is None or not person.insured_months:
        return asked.nothing()
    firm = census.employer.get(person.id_number)
    last = career(person, firm.name if firm else None, asked.today)[-1]
    pension = ("企业职工基本养老保险",)
    return asked.found(
        insured=not person.retired,
        months_paid=person.insured_months,
        schemes=pension if person.retired else (*pension, "工伤保险", "失业保险"),
        employer=firm.name if firm else None,
        employer_uscc=firm.uscc if firm else None,
        paid_to=last.last_month.isoformat(),
    )


def labour_contract(census: Census, asked: Asked) -> Answer:
    number = asked.text("id_number")
    firm = census.employer.get(number)
    if firm is None:
        return asked.nothing()
    begin = asked.today - timedelta(days=30 + int(digits(number, 3)))
    values: Values = {
        "contract_number": f"{firm.district}HT{digits(number, 8)}",
        "employer": firm.name,
        "employer_uscc": firm.uscc,
        "job_title": JOBS[int(digits(number, 4)) % len(JOBS)],
        "starts_on": begin.isoformat(),
        "ends_on": (begin + timedelta(days=1095)).isoformat(),
    }
    if asked.differs("uscc", firm.uscc):
        return asked.mismatch(**values)
    return asked.found(**values)


def employment(census: Census, asked: Asked) -> Answer:
    person = census.people.get(asked.text("id_number"))
    if person is None or not person.employment_registered:
        return asked.nothing()
    firm = census.employer.get(person.id_number)
    days = 30 + int(digits(person.id_number, 3))
    return asked.found(
        registration_number=f"{person.district}JY{digits(person.id_number, 8)}",
        registered_on=(asked.today - timedelta(days=days)).isoformat(),
        employer=firm.name if firm else None,
    )


def education(census: Census, asked: Asked) -> Answer:
    """Degree of an adult (学历); school and grade of a pupil (学籍)."""
    person = census.people.get(asked.text("id_number"))
    if person is None:
        return asked.nothing()
    if person.is_adult(asked.today):
        return asked.found(level=person.degree, status="毕业", school=None, grade=None)
    age = _age(person, asked.today)
    if not SCHOOL_FROM <= age <= SCHOOL_TO or not person.local:
        return asked.nothing()
    return asked.found(
        level="小学" if age < SCHOOL_FROM + 6 else "初中",
        status="在读",
        school=f"宁波市第{int(digits(person.hukou_address, 2)) + 1}实验学校",
        grade=age - SCHOOL_FROM + 1,
    )


def medical_insurance(census: Census, asked: Asked) -> Answer:
    person = census.people.get(asked.text("id_number"))
    if person is None or not (person.insured_months or person.local):
        return asked.nothing()
    worker = bool(person.insured_months)
    return asked.found(
        insured=True,
        scheme="职工基本医疗保险" if worker else "城乡居民基本医疗保险",
        area=person.district,
        months_paid=person.insured_months,
    )


def housing_fund(census: Census, asked: Asked) -> Answer:
    person = census.people.get(asked.text("id_number"))
    if person is None or not person.fund_months:
        return asked.nothing()
    return asked.found(
        account_number=digits(person.id_number, 9),
        status="正常",
        months_paid=person.fund_months,
        monthly_amount=600 + int(digits(person.id_number, 2)) * 20,
    )


def vaccination(census: Census, asked: Asked) -> Answer:
    child = census.people.get(asked.text("id_number"))
    if child is None or child.guardian is None:
        return asked.nothing()
    complete = int(digits(child.id_number, 2)) >= VACCINES_OF_CHILDHOOD
    return asked.found(
        book_number=f"3302{digits(child.id_number, 10)}",
        complete=complete,
        doses=VACCINES_OF_CHILDHOOD - (0 if complete else 2),
        next_due=None if complete else (asked.today + timedelta(days=30)).isoformat(),
    )


def low_income(census: Census, asked: Asked) -> Answer:
    person = census.people.get(asked.text("id_number"))
    if person is None or not person.low_income:
        return asked.nothing()
    return asked.found(status="在册", level="低保边缘家庭", since=f"{asked.today.year - 1}-01-01")


def health_certificates(census: Census, asked: Asked) -> Answer:
    """Certificates of a whole team at once (食品安全法 45); all valid is a match."""
    numbers = asked.texts("id_numbers", "id_number")
    held = [p for n in numbers if (p := census.people.get(n)) and p.health_certificate != "none"]
    if not held:
        return asked.nothing()
    valid = [p for p in held if p.health_certificate == "valid"]
    until = [asked.today + timedelta(days=30 + int(digits(p.id_number, 2)) * 3) for p in valid]
    values: Values = {
        "staff_count": len(numbers),
        "valid_count": len(valid),
        "all_valid": len(valid) == len(numbers),
        "certificate_numbers": tuple(f"甬健{digits(p.id_number, 8)}" for p in valid),
        "valid_until": min(until).isoformat() if until else None,
    }
    return asked.found(**values) if len(valid) == len(numbers) else asked.mismatch(**values)


def _age(person: Person, today: date) -> int:
    before = (today.month, today.day) < (person.birth.month, person.birth.day)
    return today.year - person.birth.year - before


REGISTERS = (
    Register(
        key="social-insurance",
        name=Text(zh="社会保险参保信息", en="Social insurance"),
        holder=LABOUR,
        searched_by=("id_number",),
        gives=("insured", "months_paid", "schemes", "employer", "employer_uscc", "paid_to"),
        look_up=social_insurance,
    ),
    Register(
        key="labour-contract",
        name=Text(zh="劳动合同备案", en="Filed labour contract"),
        holder=LABOUR,
        searched_by=("id_number",),
        compares=("uscc",),
        gives=(
            "contract_number",
            "employer",
            "employer_uscc",
            "job_title",
            "starts_on",
            "ends_on",
        ),
        look_up=labour_contract,
    ),
    Register(
        key="employment-reg",
        name=Text(zh="就业登记", en="Employment registration"),
        holder=LABOUR,
        searched_by=("id_number",),
        gives=("registration_number", "registered_on", "employer"),
        look_up=employment,
    ),
    Register(
        key="education",
        name=Text(zh="学历学籍信息", en="Degrees and pupils"),
        holder=EDUCATION,
        searched_by=("id_number",),
        gives=("level", "status", "school", "grade"),
        look_up=education,
    ),
    Register(
        key="medical-insurance",
        name=Text(zh="医保参保信息", en="Medical insurance"),
        holder=INSURANCE,
        searched_by=("id_number",),
        gives=("insured", "scheme", "area", "months_paid"),
        look_up=medical_insurance,
    ),
    Register(
        key="housing-fund",
        name=Text(zh="住房公积金缴存信息", en="Housing fund"),
        holder=FUND,
        searched_by=("id_number",),
        gives=("account_number", "status", "months_paid", "monthly_amount"),
        look_up=housing_fund,
    ),
    Register(
        key="vaccination",
        name=Text(zh="儿童预防接种信息", en="Childhood vaccination"),
        holder=HEALTH,
        searched_by=("id_number",),
        gives=("book_number", "complete", "doses", "next_due"),
        look_up=vaccination,
    ),
    Register(
        key="low-income",
        name=Text(zh="社会救助信息", en="Social assistance"),
        holder=CIVIL,
        searched_by=("id_number",),
        gives=("status", "level", "since"),
        look_up=low_income,
    ),
    Register(
        key="health-cert",
        name=Text(zh="从业人员健康证明", en="Health certificates of staff"),
        holder=HEALTH,
        searched_by=("id_numbers",),
        gives=("staff_count", "valid_count", "all_valid", "certificate_numbers", "valid_until"),
        look_up=health_certificates,
    ),
)
