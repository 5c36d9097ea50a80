"""Word's automatic numbers come out as Word prints them."""

import pytest
from lxml import etree

from policytext.reading.word.number_formats import to_number, to_padded
from policytext.reading.word.numbering import Counters, parse_numbering

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLD_SPACE = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
MIXED = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"


def level(depth: int, style: str, text: str, *more: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{"".join(more)}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(key: int, *parts: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(parts)}</w:abstractNum>'


def numbered(key: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def override(depth: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{inner}</w:lvlOverride>'


def count(parts: str, steps: list[tuple[str, int]], space: str = SPACE) -> list[str]:
    counters = Counters(parse_numbering(etree.fromstring(f"<w:numbering {space} {MIXED}>{parts}</w:numbering>")))
    return [counters.count(key, depth) for key, depth in steps]


OUTLINE = definition(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)
LEGAL = definition(
    0,
    level(0, "chineseCounting", "第%1章"),
    level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    level(2, "decimalZero", "%1.%2.%3", "<w:isLgl/>"),
)
A, B, C = ("1", 0), ("1", 1), ("1", 2)


@pytest.mark.parametrize(
    ("parts", "steps", "printed"),
    [
        pytest.param(
            OUTLINE + numbered(1, 0),
            [A, B, B, C, A, B],
            ["一、", "（一）", "（二）", "1.", "二、", "（一）"],
            id="a level starts again behind a higher one",
        ),
        pytest.param(
            OUTLINE + numbered(1, 0) + numbered(2, 0),
            [A, ("2", 0), A],
            ["一、", "二、", "三、"],
            id="lists of one definition count on together",
        ),
        pytest.param(
            OUTLINE + numbered(1, 0) + numbered(2, 0, override(0, '<w:startOverride w:val="1"/>')),
            [A, A, ("2", 0), ("2", 0), A],
            ["一、", "二、", "一、", "二、", "三、"],
            id="a list that sets a start begins there, once",
        ),
        pytest.param(
            OUTLINE + numbered(1, 0, override(1, '<w:startOverride w:val="4"/>')),
            [A, B, A, B],
            ["一、", "（四）", "二、", "（四）"],
            id="a start set for a lower level counts at each new beginning",
        ),
        pytest.param(
            OUTLINE + numbered(1, 0, override(1, level(1, "decimalEnclosedCircle", "%2", start=3))),
            [A, B, B],
            ["一、", "③", "④"],
            id="a level of the list's own",
        ),
        pytest.param(
            LEGAL + numbered(1, 0),
            [A, A, B, C],
            ["第一章", "第二章", "2.1", "2.1.1"],
            id="legal numbers are Arabic throughout",
        ),
        pytest.param(
            definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
            + numbered(1, 0),
            [A, B, A, B],
            ["1.", "1)", "2.", "2)"],
            id="a level that never starts again",
        ),
        pytest.param(
            definition(
                0,
                level(0, "decimal", "%1."),
                level(1, "decimal", "%2)"),
                level(2, "decimal", "%3]", '<w:lvlRestart w:val="1"/>'),
            )
            + numbered(1, 0),
            [A, B, C, B, C, A, C],
            ["1.", "1)", "1]", "2)", "2]", "2.", "1]"],
            id="a level that starts again behind the first only",
        ),
        pytest.param(
            OUTLINE + numbered(1, 0),
            [C, B, A],
            ["1.", "（二）", "二、"],
            id="levels passed over have begun",
        ),
        pytest.param(
            definition(0, level(0, "decimal", "%1.%2")) + numbered(1, 0),
            [A, ("1", 5), ("7", 0)],
            ["1.0", "", ""],
            id="levels and lists that are not there",
        ),
        pytest.param(
            definition(0, '<w:numStyleLink w:val="目录编号"/>')
            + definition(1, '<w:styleLink w:val="目录编号"/>', level(0, "ideographTraditional", "%1、"))
            + numbered(1, 0)
            + numbered(2, 1),
            [A, ("2", 0)],
            ["甲、", "乙、"],
            id="a definition that lies with a style",
        ),
        pytest.param(
            definition(0, level(0, "bullet", "\uf06c", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'))
            + numbered(1, 0),
            [A],
            ["●"],
            id="a bullet of a symbol font",
        ),
        pytest.param(
            definition(0, level(0, "decimal", "%1", "<w:rPr><w:vanish/></w:rPr>")) + numbered(1, 0),
            [A],
            [""],
            id="a hidden number",
        ),
        pytest.param(
            definition(
                0,
                '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
                '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
                '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1号"/></w:lvl>',
            )
            + numbered(1, 0),
            [A],
            ["007号 "],
            id="a pattern of Word's own",
        ),
    ],
)
def test_paragraphs_are_counted_as_word_counts(parts: str, steps: list[tuple[str, int]], printed: list[str]) -> None:
    assert count(parts, steps) == printed


@pytest.mark.parametrize(
    ("suffix", "text", "printed"),
    [
        pytest.param("", "第%1条", "第一条 ", id="a tab unless it says otherwise"),
        pytest.param("", "%1、", "一、", id="no blank behind a full-width mark"),
        pytest.param('<w:suff w:val="space"/>', "%1、", "一、 ", id="a space where one is set"),
        pytest.param('<w:suff w:val="nothing"/>', "第%1条", "第一条", id="nothing where nothing is set"),
    ],
)
def test_what_stands_behind_a_number_is_printed(suffix: str, text: str, printed: str) -> None:
    style = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    lvl = f'<w:lvl w:ilvl="0">{style}{suffix}<w:lvlText w:val="{text}"/></w:lvl>'
    assert count(definition(0, lvl) + numbered(1, 0), [A]) == [printed]


def test_word_2003_has_codes_for_its_formats() -> None:
    parts = (
        '<w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:nfc w:val="37"/><w:lvlText w:val="%1、"/>'
        '</w:lvl></w:listDef><w:list w:ilfo="5"><w:ilst w:val="0"/></w:list>'
    )
    assert count(parts, [("5", 0)], OLD_SPACE) == ["二、"]


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        pytest.param("chineseCounting", {10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一○五"}, id="to 99"),
        pytest.param(
            "chineseCountingThousand",
            {12: "十二", 100: "一百", 101: "一百〇一", 110: "一百一十", 1010: "一千〇一十", 10001: "一万〇一"},
            id="with units",
        ),
        pytest.param("japaneseCounting", {11: "十一", 100: "百", 121: "百二十一", 1001: "千一"}, id="units alone"),
        pytest.param("ideographDigital", {10: "一〇", 25: "二五"}, id="digit by digit"),
        pytest.param("chineseLegalSimplified", {10: "壹拾", 12: "壹拾贰", 101: "壹佰零壹"}, id="of cheques"),
        pytest.param("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}, id="stems, then digits"),
        pytest.param("ideographZodiac", {12: "亥", 13: "13"}, id="branches, then digits"),
        pytest.param("decimalFullWidth", {12: "１２"}, id="full width"),
        pytest.param("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}, id="circles to 20"),
        pytest.param("decimalZero", {3: "03", 12: "12"}, id="leading zero"),
        pytest.param("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}, id="letters repeated"),
        pytest.param("upperRoman", {4: "IV", 1999: "MCMXCIX"}, id="Roman"),
        pytest.param("ordinal", {1: "1st", 11: "11th", 22: "22nd"}, id="ordinal"),
        pytest.param("none", {5: ""}, id="none"),
        pytest.param("somethingNew", {5: "5", 0: "0", -3: "-3"}, id="unknown, and counts that no list has"),
    ],
)
def test_count_is_printed_in_its_format(style: str, printed: dict[int, str]) -> None:
    assert {n: to_number(n, style) for n in printed} == printed


def test_pattern_pads_to_its_first_example() -> None:
    assert [to_padded(7, "01, 02, 03, ..."), to_padded(1234, "001, 002"), to_padded(5, "?")] == ["07", "1234", "5"]
