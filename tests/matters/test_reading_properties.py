"""Whatever a file holds, reading it ends in a matter or in mistakes at lines."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.matters.stalls import RIGHT, mistakes_of

LINES = RIGHT.splitlines()
SCRAPS = st.sampled_from(
    ["", "[]", "{}", "null", "3", "-1", "true", "x: y", "[a, {b: c}]", "'", "&a", "*a", "!t", "- x",
     "\t", "10 days", "a >", "{zh: 1}", "name: [", "when: (((", "step:", "：", "use: company"]
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, value = lines[at].partition(":")
        match draw(st.sampled_from(["cut", "double", "value", "key", "indent", "nothing"])):
            case "cut":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "value":
                lines[at] = f"{key}{colon} {draw(SCRAPS)}"
            case "key":
                lines[at] = f"{key[:-1]}{colon}{value}"
            case "indent":
                lines[at] = "  " + lines[at]
            case "nothing":
                lines[at] = f"{key}{colon}"
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=spoiled())
def test_a_spoiled_matter_gives_mistakes_with_lines_or_is_right(tmp_path, text):
    for mistake in mistakes_of(text, tmp_path):
        assert 1 <= mistake.line <= text.count("\n") + 2
        assert mistake.what.zh
        assert mistake.what.en


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_give_a_sentence(tmp_path, content):
    assert mistakes_of(content, tmp_path)
