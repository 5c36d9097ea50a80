import pytest

import policytext as pt

AIMS = "第一条 为了办好长者食堂，让老人吃得舒心，制定本办法。\n"
DEED = "违反本办法规定，{}的，由县民政部门责令改正；情节严重的，处二百元罚款。\n"
TWO = f"第二条 {DEED.format('往潲水桶里倒油漆')}第三条 {DEED.format('把猫狗带进灶间')}"
LAW = "第二条 在食堂里吸烟的，由公安机关按照《云岭省公共场所控制吸烟条例》《云岭省市容和环境卫生管理办法》处理。\n"


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(TWO, id="the same sanction behind two deeds"),
        pytest.param(LAW, id="titles of laws in it"),
        pytest.param(
            "第二条 食客应当：\n（一）排队取餐；\n（二）保持安静。\n"
            "第三条 厨师应当：\n（一）戴好帽子；\n（二）保持安静。\n",
            id="short items twice",
        ),
    ],
)
def test_document_beside_itself_is_verbatim(articles: str) -> None:
    text = f"云岭省长者食堂管理办法\n{AIMS}{articles}"
    cascade = pt.compare(pt.parse(text), pt.parse(f"{text}（此件供比对。）\n"))
    assert {(t.status, t.changes) for t in cascade.treatments} == {("verbatim", ())}


def test_twin_next_in_order_is_the_one() -> None:
    text = f"云岭省长者食堂管理办法\n{AIMS}{TWO}"
    cascade = pt.compare(pt.parse(text), pt.parse(f"{text}（此件供比对。）\n"))
    starts = [t.spans[0].span.start for t in cascade.treatments]
    assert starts == sorted(set(starts))
