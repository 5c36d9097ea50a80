from collections.abc import Callable

import pytest

from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Status

Compare = Callable[..., Cascade]
BEFORE = "每月请理发师傅为独居老人上门剃头刮脸。"
CLAUSE = "统一购置三轮电动车运送饭菜，停放时不得堵塞消防通道和疏散楼梯。"
BEHIND = "重阳节举办包饺子比赛，获奖者奖励搪瓷脸盆。"
LOOSE = "炊事班买辆三轮，别挡消防、疏散。"
CLOSE = "炊事班买辆三轮，别挡了消防栓，疏散时楼梯口禁止堵塞。"
POTS = "灶上的锅、井边的桶逐个清点。"
FILLING = "院里种两棵桂花。墙根砌花池。井台铺青砖。门口挂红灯笼。"


@pytest.mark.parametrize(
    ("clauses", "plan", "status"),
    [
        pytest.param((BEFORE, CLAUSE), BEFORE + LOOSE, Status.ADAPTED, id="three words beside the clause before"),
        pytest.param((CLAUSE, BEHIND), LOOSE + BEHIND, Status.ADAPTED, id="beside the clause behind"),
        pytest.param((BEFORE, CLAUSE), BEFORE + FILLING + LOOSE, Status.ABSENT, id="not far from it"),
        pytest.param((CLAUSE,), LOOSE, Status.ABSENT, id="nor where no neighbour is"),
        pytest.param((CLAUSE,), FILLING + CLOSE, Status.ADAPTED, id="four words anywhere"),
        pytest.param(
            (BEFORE, CLAUSE, "三轮车夫和消防员就餐免收搭伙费。"),
            BEFORE + LOOSE,
            Status.ABSENT,
            id="not two clauses' words",
        ),
        pytest.param(
            (BEFORE, CLAUSE),
            BEFORE + LOOSE + "买三轮。修三轮。卖三轮。查消防。练消防。学消防。早疏散。快疏散。防疏散。",
            Status.ABSENT,
            id="nor those of many sentences",
        ),
        pytest.param((BEFORE, POTS), f"{BEFORE}桌上的茶、身边的狗不必理会。", Status.ABSENT, id="nor particles"),
    ],
)
def test_rare_words_tell_a_clause_beside_its_neighbours(
    compare: Compare, clauses: tuple[str, ...], plan: str, status: Status
) -> None:
    cascade = compare(clauses, plan)
    (clause,) = [c.id for c in cascade.clauses if c.text in (CLAUSE, POTS)]
    (treatment,) = [t for t in cascade.treatments if t.clause == clause]
    assert treatment.status is status
    assert [p.text for p in treatment.spans] == [s for s in (LOOSE, CLOSE) if status is Status.ADAPTED and s in plan]


def test_half_of_a_common_word_is_no_rare_word(compare: Compare) -> None:
    clauses = (
        "食堂砌灶。",
        "食堂打井。",
        "食堂挂牌。",
        "食堂铺砖。",
        "食堂通电。",
        "省里补助全部用于食堂买米面油盐酱醋。",
    )
    cascade = compare(clauses, "食堂砌灶。食堂打井。食堂挂牌。食堂铺砖。食堂通电。王老汉卖猪所得存于食堂买锁。")
    clause = next(c.id for c in cascade.clauses if c.text == clauses[-1])
    assert next(t.status for t in cascade.treatments if t.clause == clause) is Status.ABSENT


@pytest.mark.parametrize(
    ("plan", "statuses"),
    [
        pytest.param("县民政局负责本县食堂开办登记和年检工作。", "absent adapted", id="the neighbour's in every word"),
        pytest.param("民政局负责全国食堂开办登记工作。", "adapted absent", id="the other way round"),
        pytest.param("民政部门负责食堂开办登记。", "adapted adapted", id="no more of the one than of the other"),
    ],
)
def test_what_a_neighbour_explains_is_absent(compare: Compare, plan: str, statuses: str) -> None:
    clauses = ("国家民政部门负责全国食堂开办登记工作。", "县级民政部门负责本县食堂开办登记和年检工作。")
    cascade = compare(clauses, plan)
    ids = [c.id for c in cascade.clauses if c.text in clauses]
    assert " ".join(t.status for t in cascade.treatments if t.clause in ids) == statuses
