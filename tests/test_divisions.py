"""Divisions: level and region of issuers, titles, places and agency codes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.divisions import (
    LEVELS,
    Division,
    current_name,
    find_place,
    level_of,
    level_of_code,
    load_divisions,
    parse_issuer,
    province_of_code,
    region_from,
    using_divisions,
)
from policytext.errors import InvalidLexicon
from policytext.lexicons import load_lexicon


@pytest.mark.parametrize(
    ("name", "level", "region"),
    [
        pytest.param("中共中央 国务院", "central", None, id="party centre and State Council"),
        pytest.param("国务院办公厅", "central", None, id="general office"),
        pytest.param("民政部", "central", None, id="ministry"),
        pytest.param("国家发展改革委", "central", None, id="national commission"),
        pytest.param("重庆市人民政府", "province", "重庆市", id="a municipality is province level"),
        pytest.param("中共重庆市委 重庆市人民政府", "province", "重庆市", id="two issuers of one place"),
        pytest.param("中共重庆市委重庆市人民政府", "province", "重庆市", id="the space between them lost"),
        pytest.param("内蒙古自治区党委、自治区人民政府", "province", "内蒙古自治区", id="autonomous region"),
        pytest.param("四川省民政厅", "province", "四川省", id="a department has its government's level"),
        pytest.param("宁波市人民政府", "city", "浙江省/宁波市", id="sub-provincial city is city level"),
        pytest.param("义乌市人民政府", "county", "浙江省/义乌市", id="county-level city"),
        pytest.param("阿坝州人民政府办公室", "city", "四川省/阿坝藏族羌族自治州", id="short form of a prefecture"),
        pytest.param("重庆市渝北区人民政府", "county", "重庆市/渝北区", id="district of a municipality"),
        pytest.param("天津市滨海新区人民政府", "county", "天津市/滨海新区", id="district that ends like a zone"),
        pytest.param("中共丰都县委 丰都县人民政府", "county", "丰都县", id="county without its province"),
        pytest.param("乌审旗人民政府", "county", "乌审旗", id="banner"),
        pytest.param("某某镇人民政府", "township", "某某镇", id="town"),
        pytest.param("甲县乙乡人民政府", "township", "甲县/乙乡", id="township below its county"),
        pytest.param("杭州经济技术开发区管理委员会", "city", "浙江省/杭州市", id="a zone follows its city"),
        pytest.param("成都日报", None, None, id="newspaper"),
        pytest.param("宁波大学", None, None, id="school"),
        pytest.param("张三", None, None, id="author"),
        pytest.param("市人民政府", None, None, id="a city without a name"),
    ],
)
def test_issuer_has_level_and_region(name: str, level: str | None, region: str | None) -> None:
    issuer = parse_issuer(name)
    assert (issuer.level, issuer.region) == (level, region)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        pytest.param("宁波市鄞州区人大常委会关于推进示范工作的决定", "county", id="issuer before 关于"),
        pytest.param("乙乡加强示范工作实施方案", "township", id="place that opens the title"),
        pytest.param("国务院关于同意设立示范区的批复", "central", id="State Council"),
        pytest.param("城乡社区治理工作方案", None, id="words that end like divisions"),
        pytest.param("老旧小区改造方案", None, id="a residential quarter is no district"),
    ],
)
def test_title_tells_its_issuers_level(title: str, level: str | None) -> None:
    assert parse_issuer(title).level == level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        pytest.param("浙江省", "province", id="province"),
        pytest.param("吉林市", "city", id="city named like its province"),
        pytest.param("海南州", "city", id="prefecture named like a province"),
        pytest.param("津市市", "county", id="county-level city whose name ends in 市"),
        pytest.param("神农架林区", "county", id="forestry district"),
        pytest.param("北山街道", "township", id="street"),
        pytest.param("开发区", None, id="zone without a name"),
        pytest.param("浙江省政府", None, id="more than a division"),
    ],
)
def test_division_has_a_level(name: str, level: str | None) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(
    ("names", "region"),
    [
        pytest.param(["乙乡", "重庆市", "甲县"], "重庆市/甲县/乙乡", id="merged from the top"),
        pytest.param(["丙镇", "鄂尔多斯市"], "内蒙古自治区/鄂尔多斯市/丙镇", id="province by the table"),
        pytest.param(["金堂县", "成都市人民政府"], "四川省/成都市/金堂县", id="issuers serve as well"),
        pytest.param(["成都市", "重庆市"], "四川省/成都市", id="another province is not above it"),
        pytest.param(["国务院"], None, id="central documents have none"),
    ],
)
def test_region_is_merged_top_down(names: list[str], region: str | None) -> None:
    assert region_from(names) == region


@pytest.mark.parametrize(
    ("code", "level"),
    [
        pytest.param("中发", "central", id="party centre"),
        pytest.param("国办函", "central", id="general office"),
        pytest.param("渝委发", "province", id="province by its abbreviation"),
        pytest.param("内党发", "province", id="autonomous region"),
        pytest.param("苏府", "city", id="city whose code opens like a province's"),
        pytest.param("渝北府发", None, id="county whose name opens with the abbreviation"),
        pytest.param("丰委发", None, id="unknown"),
    ],
)
def test_agency_code_shows_its_level(code: str, level: str | None) -> None:
    assert level_of_code(code) == level


def test_province_of_a_code() -> None:
    assert province_of_code("渝委发") == "重庆市"
    assert province_of_code("中发") is None


def test_divisions_are_complete_and_each_listed_once() -> None:
    provinces = load_lexicon("divisions")["province"]
    prefectures = [n for p in provinces for n in p.get("prefectures", ())]
    below = [n for p in provinces for n in p.get("county_level", ())]
    assert (len(provinces), len(prefectures)) == (34, 333)
    assert len(set(prefectures + below)) == len(prefectures + below)
    assert all(p["source"] for p in provinces)


@given(st.text(alphabet="中共重庆市丰都县三建乡镇村区省委人民政府办公厅关于、 社", max_size=30))
def test_places_are_names_of_the_string_from_the_top(text: str) -> None:
    place = find_place(text)
    if place:
        assert place.end <= len(text)
        assert place.level == level_of(place.names[-1])
        levels = [LEVELS.index(level_of(name) or "") for name in place.names]
        assert levels == sorted(set(levels))


@pytest.mark.parametrize(
    ("name", "region"),
    [
        pytest.param("襄樊市人民政府", "湖北省/襄樊市", id="prefecture by its old name"),
        pytest.param("伊克昭盟行政公署", "内蒙古自治区/伊克昭盟", id="league that became a city"),
        pytest.param("北京市崇文区人民政府", "北京市/崇文区", id="district merged into another"),
        pytest.param("城市管理委员会", None, id="城市 is no city"),
    ],
)
def test_division_of_the_past_has_its_region(name: str, region: str | None) -> None:
    assert parse_issuer(name).region == region


def test_name_of_the_past_is_told_for_a_year() -> None:
    told = [current_name("香格里拉县", on=year) for year in (2010, 2014, 2015)]
    assert told == ["香格里拉县", "香格里拉县", "香格里拉市"]


def test_renamings_of_the_table_lead_to_names_that_are_not_renamed_again() -> None:
    rows = load_lexicon("divisions")["renamed"][0]["rows"]
    assert all(current_name(current_name(row["name"])) == current_name(row["name"]) for row in rows)
    assert all(row["province"] in {p["name"] for p in load_lexicon("divisions")["province"]} for row in rows)


def test_users_divisions_stand_beside_the_table_within_the_block(tmp_path: Path) -> None:
    path = tmp_path / "divisions.csv"
    path.write_text(
        "name,level,province,until,now\n青禾市,city,四川省,,\n青石县,county,四川省,2031,青禾市\n", encoding="utf-8"
    )
    with using_divisions(load_divisions(path)):
        assert parse_issuer("青禾市人民政府").region == "四川省/青禾市"
        assert (current_name("青石县"), current_name("青石县", on=2030)) == ("青禾市", "青石县")
    assert parse_issuer("青禾市人民政府").region == "青禾市"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param("青禾市,city,,,", "line 2: expected name, level, province, found no province", id="column empty"),
        pytest.param("青禾市,town,四川省,,", "line 2: expected level to be one of .*, found town", id="no level"),
        pytest.param("青禾市,city,四川省,早,", "line 2: expected until to be a year, found 早", id="no year"),
    ],
)
def test_row_that_cannot_be_used_names_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "divisions.csv"
    path.write_text(f"name,level,province,until,now\n{row}\n", encoding="utf-8")
    with pytest.raises(InvalidLexicon, match=message):
        load_divisions(path)


def test_file_of_divisions_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidLexicon, match=r"none\.csv: cannot be read"):
        load_divisions(tmp_path / "none.csv")


def test_renaming_in_a_circle_ends() -> None:
    circle = [
        Division(name="甲石市", level="city", province="四川省", now="乙石市"),
        Division(name="乙石市", level="city", province="四川省", now="甲石市"),
    ]
    with using_divisions(circle):
        assert current_name("甲石市") == "乙石市"
