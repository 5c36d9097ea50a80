"""Figures with a unit: value, unit, comparator and the word that commits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.findings.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator", "cue"),
    [
        pytest.param("每千户拥有活动场地不低于25平方米", 25, "平方米/千户", ">=", "bound", id="per-unit before it"),
        pytest.param("不少于每千人3张床位", 3, "张床位/千人", ">=", "bound", id="bound before the per-unit"),
        pytest.param("每个站点配备2—4名管理员", (2, 4), "人", "=", "verb", id="a range with a dash"),
        pytest.param("可按每300户配1名的标准配备", 1, "人/300户", "=", "verb", id="per so many households"),
        pytest.param("每年选择3至5个村", (3, 5), "个/年", "=", "verb", id="a range in words, per year"),
        pytest.param("参保率达到百分之九十八以上", 98, "%", ">=", "level", id="percentage in Chinese numerals"),
        pytest.param("比重从30%提高到45%左右", 45, "%", "~", "level", id="baseline passed over"),
        pytest.param("能耗下降３％", 3, "%", "=", "change", id="full-width figure"),
        pytest.param("失业率控制在5.5%以内", 5.5, "%", "<=", "level", id="held within"),
        pytest.param("新增就业1200万人以上", 1200, "万人", ">=", "verb", id="multiple stays with the unit"),
        pytest.param("里程增加到2万5千公里", 25_000, "公里", "=", "level", id="two multiples are written out"),
        pytest.param("产量达到4 9 2 5 0万吨", 49_250, "万吨", "=", "level", id="digits parted by a converter"),
        pytest.param("每户最多补6次", 6, "次/户", "=", "bare", id="最多 bounds only right before a figure"),
        pytest.param("每户最多6次", 6, "次/户", "<=", "bound", id="最多 right before a figure"),
        pytest.param("最高额度增加4000元", 4000, "元", "=", "change", id="a describing 最高 bounds nothing"),
        pytest.param("年产值比2020年翻两番", 4, "倍", "=", "change", id="doubling twice"),
        pytest.param("每个驿站存放雨伞不少于40把、读物不少于300册", 300, "册", ">=", "bound", id="a volume is counted"),
        pytest.param("展出样本不少于70种", 70, "种", ">=", "bound", id="a kind is counted"),
        pytest.param("每周开放不少于50小时", 50, "小时/周", ">=", "bound", id="hours per week"),
        pytest.param("每年开展巡护不少于18场次", 18, "场次/年", ">=", "bound", id="a compound counting word"),
        pytest.param("管网长度达到70余公里", 70, "公里", ">=", "level", id="余 says that there is more"),
        pytest.param("登记数据30多万条", 30, "万条", ">=", "bare", id="多 within the multiple"),
        pytest.param("造林六亿三千多万亩", 630_000_000, "亩", ">=", "verb", id="多 within a Chinese number"),
        pytest.param("渠道堵塞事件零发生", 0, "", "=", "change", id="nothing of it happens"),
        pytest.param("用水总量趋零增长", 0, "", "~", "change", id="about nought"),
        pytest.param("打造20分钟便民圈", 20, "分钟", "<=", "level", id="the reach of a circle"),
        pytest.param("发电量突破90亿千瓦时", 90, "亿千瓦时", ">=", "level", id="千 belongs to the unit and not to 亿"),
        pytest.param("班列开行超万列", 1, "万列", ">=", "level", id="a multiple alone stays with the unit"),
        pytest.param("投资三千万元", 3000, "万元", "=", "bare", id="a Chinese multiple stays with the unit"),
        pytest.param("注册总量突破5亿", 5, "亿", ">=", "level", id="so many 亿 of what was named"),
        pytest.param("带动千余家作坊", 1000, "家", ">=", "bare", id="余 behind a multiple"),
        pytest.param("新增就业近3万人", 3, "万人", "~", "verb", id="近 right before a figure"),
        pytest.param("产值占比34%", 34, "%", "=", "bare", id="占比 is no comparison"),
        pytest.param("产量占全县的1/4", 0.25, "", "=", "level", id="a fraction in figures"),
        pytest.param("产量占全县三分之一以上", 0.333, "", ">=", "level", id="a fraction in words"),
        pytest.param("地形图比例尺达到1:500", 500, "1:", "=", "level", id="a scale is so many to one"),
        pytest.param("户数整合至12户", 12, "户", "=", "level", id="整合至 is a level"),
        pytest.param("有机质达到27克/千克", 27, "克/千克", "=", "level", id="grams in a kilogram"),
        pytest.param("粮食产量600亿斤左右", 600, "亿斤", "~", "limit", id="only a word behind it"),
    ],
)
def test_figure_is_read(text: str, value: object, unit: str, comparator: str, cue: str) -> None:
    found = list(find_quantities(text))
    assert [(f.value, f.unit, f.comparator, f.cue) for f in found[-1:]] == [(value, unit, comparator, cue)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第3个五年", id="ordinal"),
        pytest.param("建设5G网络", id="name with a figure"),
        pytest.param("到2025年", id="year"),
        pytest.param("百姓千家", id="units in words"),
        pytest.param("每200户", id="per-unit alone"),
        pytest.param("联合12部门", id="部门 is no 部"),
        pytest.param("庆祝成立70周年", id="周年 is no 周"),
        pytest.param("3月10日", id="day of a month"),
        pytest.param("实现服务零距离", id="零距离 counts nothing"),
        pytest.param("从零增长起步", id="a baseline of nought"),
        pytest.param("给予一次性补助", id="一次性 counts nothing"),
        pytest.param("14:30开会", id="a time of day"),
        pytest.param("迈上3万亿台阶", id="台阶 is no unit"),
    ],
)
def test_what_is_no_figure_is_passed_over(text: str) -> None:
    assert list(find_quantities(text)) == []


@given(st.text(alphabet="达到不低于每百户提高12.50%万亿元个—至到、以上左右从", max_size=60))
def test_figures_lie_within_the_text(text: str) -> None:
    for figure in find_quantities(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert not isinstance(figure.value, tuple) or figure.value[0] < figure.value[1]
