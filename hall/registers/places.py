"""Places of the demonstration: Ningbo's districts and streets, and where newcomers are from."""

from random import Random

from matters.words import Frozen


class District(Frozen):
    """A district or county of Ningbo, with its code (GB/T 2260)."""

    code: str
    name: str
    since: int
    """First year in which identity numbers carry this code."""
    streets: tuple[str, ...]


class Origin(Frozen):
    """A county elsewhere whose code has never changed."""

    code: str
    name: str
    town: str


DISTRICTS = (
    District(code="330203", name="海曙区", since=1983, streets=("鼓楼街道", "月湖街道")),
    District(code="330205", name="江北区", since=1983, streets=("中马街道", "白沙街道")),
    District(code="330206", name="北仑区", since=1987, streets=("新碶街道", "大碶街道")),
    District(code="330211", name="镇海区", since=1985, streets=("招宝山街道", "骆驼街道")),
    District(code="330212", name="鄞州区", since=2002, streets=("百丈街道", "首南街道")),
    District(code="330213", name="奉化区", since=2016, streets=("锦屏街道", "岳林街道")),
    District(code="330225", name="象山县", since=1983, streets=("丹东街道", "丹西街道")),
    District(code="330226", name="宁海县", since=1983, streets=("跃龙街道", "桃源街道")),
    District(code="330281", name="余姚市", since=1989, streets=("凤山街道", "兰江街道")),
    District(code="330282", name="慈溪市", since=1989, streets=("浒山街道", "古塘街道")),
)  # fmt: skip

BY_CODE = {district.code: district for district in DISTRICTS}

NINGBO = "330200"
"""The city's own code: the one on identity numbers older than today's districts."""

ORIGINS = (
    Origin(code="340121", name="安徽省合肥市长丰县", town="水湖镇"),
    Origin(code="340621", name="安徽省淮北市濉溪县", town="百善镇"),
    Origin(code="360121", name="江西省南昌市南昌县", town="向塘镇"),
    Origin(code="430121", name="湖南省长沙市长沙县", town="黄花镇"),
    Origin(code="430321", name="湖南省湘潭市湘潭县", town="易俗河镇"),
    Origin(code="422822", name="湖北省恩施土家族苗族自治州建始县", town="业州镇"),
    Origin(code="422825", name="湖北省恩施土家族苗族自治州宣恩县", town="珠山镇"),
    Origin(code="510121", name="四川省成都市金堂县", town="赵镇街道"),
    Origin(code="510321", name="四川省自贡市荣县", town="旭阳镇"),
    Origin(code="520203", name="贵州省六盘水市六枝特区", town="岩脚镇"),
    Origin(code="522625", name="贵州省黔东南苗族侗族自治州镇远县", town="羊场镇"),
    Origin(code="530124", name="云南省昆明市富民县", town="永定街道"),
    Origin(code="532324", name="云南省楚雄彝族自治州南华县", town="龙川镇"),
    Origin(code="610324", name="陕西省宝鸡市扶风县", town="绛帐镇"),
    Origin(code="610326", name="陕西省宝鸡市眉县", town="首善街道"),
    Origin(code="350121", name="福建省福州市闽侯县", town="甘蔗街道"),
    Origin(code="330122", name="浙江省杭州市桐庐县", town="横村镇"),
    Origin(code="330127", name="浙江省杭州市淳安县", town="千岛湖镇"),
)

ROADS = (
    "中兴", "百丈", "天童", "环城北", "通途", "药行", "大闸", "东胜", "惠风", "泰康",
    "宁穿", "兴宁", "联丰", "望春", "长兴", "康庄", "明珠", "新碶", "桃源", "潮江",
)  # fmt: skip

COMMUNITIES = (
    "锦绣", "海棠", "东湖", "望江", "春晓", "明月", "金桥", "文华", "银杏", "兰亭",
    "翠柏", "朝晖", "丹桂", "白鹤", "清水", "云石",
)  # fmt: skip


def home(rng: Random, district: District) -> str:
    """A flat in a housing estate."""
    return (
        f"浙江省宁波市{district.name}{rng.choice(district.streets)}"
        f"{rng.choice(COMMUNITIES)}小区{rng.randint(1, 60)}幢"
        f"{rng.randint(1, 18)}0{rng.randint(1, 4)}室"
    )


def shop(rng: Random, district: District) -> str:
    """A shop on a street."""
    return (
        f"浙江省宁波市{district.name}{rng.choice(district.streets)}"
        f"{rng.choice(ROADS)}路{rng.randint(1, 999)}号"
    )
