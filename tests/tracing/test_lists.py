import pytest

import policytext as pt
from policytext.tracing.values import Treatment

AIMS = "云岭省长者食堂管理办法\n第一条 为了办好长者食堂，让老人吃得舒心，制定本办法。\n"
DINERS = (
    "第二条 就餐秩序方面，食客应当遵守下列规定：\n（一）凭助餐卡刷脸取号；\n（二）剩菜倒入潲水桶；\n（三）其他规定。\n"
)
COOKS = (
    "第三条 灶间卫生方面，炊事员应当遵守下列规定：\n（一）刀具砧板每日煮沸；\n（二）冰柜每旬除霜；\n（三）其他规定。\n"
)
RULES = AIMS + DINERS + COOKS
TABLES = "第五条 餐厅里提倡下列行为：\n（一）凭助餐卡刷脸取号；\n（二）剩菜倒入潲水桶；\n（三）其他守礼的行为。\n"
KITCHEN = "第六条 后厨提倡下列行为：\n（一）冰柜每旬除霜；\n（二）刀具砧板每日煮沸；\n（三）其他规定。\n"


def find_treatment(upper: str, lower: str, words: str, number: int = 0) -> Treatment:
    cascade = pt.compare(pt.parse(upper), pt.parse(f"柳湾市长者食堂管理办法\n第一条 本办法自发布之日起施行。\n{lower}"))
    clause = [c.id for c in cascade.clauses if words in c.text][number]
    return next(t for t in cascade.treatments if t.clause == clause)


@pytest.mark.parametrize(
    ("lower", "words", "number", "passages"),
    [
        pytest.param(TABLES + KITCHEN, "其他规定", 0, ["其他守礼的行为。"], id="a catch-all item follows the items"),
        pytest.param(TABLES + KITCHEN, "其他规定", 1, ["（三）其他规定。"], id="and stays where they went"),
        pytest.param(TABLES + KITCHEN, "食客应当", 0, ["餐厅里提倡下列行为："], id="a head does as well"),
        pytest.param(
            TABLES.replace("（二）剩菜倒入潲水桶；\n", "") + KITCHEN,
            "食客应当",
            0,
            [],
            id="one item does not make it the same list",
        ),
        pytest.param(
            TABLES.replace("（二）剩菜倒入潲水桶；\n", "").replace("餐厅里", "秩序上，") + KITCHEN,
            "食客应当",
            0,
            ["秩序上，提倡下列行为："],
            id="one does where the heads name one topic",
        ),
        pytest.param(
            TABLES + "第九条 就餐秩序方面，食客应当遵守下列规定，并教会家里的孩子。\n",
            "食客应当",
            0,
            ["第九条 就餐秩序方面，食客应当遵守下列规定"],
            id="a head that stands elsewhere stays there",
        ),
    ],
)
def test_heads_and_catch_all_items_go_with_their_list(lower: str, words: str, number: int, passages: list[str]) -> None:
    assert [p.text for p in find_treatment(RULES, lower, words, number).spans] == passages
