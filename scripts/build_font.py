#!/usr/bin/env python3
"""Build the Chinese font that ships with the package: a renamed subset of Noto Sans CJK SC.

matplotlib never falls back to a Chinese font by itself, and the machine that draws a cascade may have none.
The subset holds GB 2312, the punctuation and symbols of policy documents, and characters of the names of people
and places that GB 2312 lacks. The name is our own: the licence (OFL 1.1), which stands beside the font, reserves the
original's, and a subset must not hide the full font that a machine may have.

    uv run scripts/build_font.py [NotoSansCJK-Regular.ttc]
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""Where Debian's fonts-noto-cjk puts it."""
TARGET = Path(__file__).parent.parent / "policytext" / "reporting" / "fonts" / "PolicytextHan-Regular.otf"
FACE = "Noto Sans CJK SC"
FAMILY = "PolicytextHan"
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
MARKS = (
    "〔〕〇〈〉《》「」『』【】〖〗（）［］｛｝、。，．：；！？…—–‑－～·•‧“”‘’＂＇＃％＆＊＋／＜＝＞＠＼＾＿｀｜￥\u3000"
    "←↑→↓↔↕↖↗↘↙⇒≈≠≤≥±×÷√∞∑∶∥°′″℃‰㎡㎞㎏㎜㎝㏄№§※"
    "■□▪▫▲△▶▷▼▽◀◁◆◇○◎●★☆✓"
)
DIGITS = "".join(
    map(chr, [*range(0x2460, 0x249C), *range(0x2160, 0x216C), *range(0x3220, 0x322A), *range(0xFF10, 0xFF1A)])
)
NAMES = (
    "镕堃喆昇祎玥垚犇淼焱珺璟晗浬旸昉翀翊赟钰頔彧珮渟偲瑀曌祺禔煊炘琎珅珣瑄璘璐瑢瓅皞睿砚祐禛稑竑筠粲翯"
    "芃芩苡茜荏荞莨菡葳蓁薷蕙蘅虓衎訚谞谡贇踽迺逄邬郇郗郦鄢鄞钊钏钜钫钬钲铖铧铮锟锴镠镡闫闵阗陟隗雱霂霈靓韫颀颋飏馥骁骞骢"
    "骦鲲鹍麒黻黾龑垭堽堎墕墘塬塝塆坜坉坞埇埌埕埗埭堌堨墈圐圙垌垟垴峁峣嵎嵊崀岽岙岢岱峄峪嵖嵝嵩磜硐硚硖碚碶磴礐"
    "洺洣浉浛浠涢涑涔淯淏渌湜湨湴溆溇溧滏滠滍滘漈漳漷潆潭潴澛澥澴濉瀍瀔灞甪畈畲猇猴珲盱眙睢祊禤笪筼箬粑綦罘罡芗苈莒菏"
    "蓟蔚薮蚬蚺蛟谿邕邛邗邘邙邳邽郏郓郜郧郫郴郸郾鄄鄚鄠鄣鄱鄜酃醴鉴鋆铅铚镎镛阆阌隰雒霍靰鞡鲘鳌鸻鹮麴黟黥黡"
)


def collect_characters() -> str:
    """Give all characters that the subset shall have."""
    rows = range(0xA1, 0xF8)
    national = (bytes((row, cell)).decode("gb2312", errors="ignore") for row in rows for cell in range(0xA1, 0xFF))
    return "".join(sorted({*"".join(national), *LATIN, *MARKS, *DIGITS, *NAMES}))


def read_face(path: Path) -> TTFont:
    """Read the simplified Chinese face out of the collection."""
    for font in TTCollection(str(path)).fonts:
        if font["name"].getDebugName(1) == FACE:
            return font
    raise LookupError(f"{path}: expected a face named {FACE}")


def cut_down(font: TTFont, characters: str) -> None:
    """Keep only the glyphs of the characters, without the layout rules of other scripts and of vertical text."""
    options = Options(
        layout_features=["kern", "locl"],
        hinting=False,
        desubroutinize=False,
        notdef_outline=True,
        drop_tables=["DSIG", "BASE", "VORG", "vhea", "vmtx", "GSUB", "GPOS", "GDEF"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 9, 10, 13, 14],
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)


def rename(font: TTFont) -> None:
    """Give the font our name in every place that says one, and date it like its source, so that builds are equal."""
    names = font["name"]
    version = names.getDebugName(5).split(";")[0]
    ours = {
        1: FAMILY,
        2: "Regular",
        3: f"{version};{FAMILY}-Regular",
        4: f"{FAMILY} Regular",
        5: version,
        6: f"{FAMILY}-Regular",
    }
    for record in list(names.names):
        if record.nameID in ours:
            names.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    for identifier, value in ours.items():
        names.setName(value, identifier, 3, 1, 0x409)
    compact = font["CFF "].cff
    compact.fontNames = [f"{FAMILY}-Regular"]
    top = compact.topDictIndex[0]
    top.FullName, top.FamilyName = f"{FAMILY} Regular", FAMILY
    font.recalcTimestamp = False


def main() -> None:
    """Build the font and say how large it is and what it lacks."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    characters = collect_characters()
    font = read_face(source)
    lacking = [c for c in characters if ord(c) not in font.getBestCmap()]
    cut_down(font, characters)
    rename(font)
    font.save(str(TARGET))
    print(f"{TARGET.name}: {len(font.getBestCmap())} characters, {TARGET.stat().st_size / 1e6:.2f} MB")
    print("not in the source:", "".join(lacking) or "none")


if __name__ == "__main__":
    main()
