"""What is no evidence that a clause was carried over: whom it binds, and the shell of a penalty."""

from collections.abc import Callable

import pytest

from policytext.tracing.values import Status, Treatment

Tell = Callable[..., Treatment]
BODIES = "乡镇民政办公室"


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            f"{BODIES}应当逐户登记老人忌口清单。",
            f"{BODIES}应当修缮祠堂漏雨的屋瓦。",
            Status.ABSENT,
            id="the same bodies do something else",
        ),
        pytest.param(
            f"{BODIES}应当逐户登记老人忌口清单。",
            "县卫生健康局应当逐户登记老人忌口清单。",
            Status.ADAPTED,
            id="another body does the same",
        ),
        pytest.param(
            "任何人不得占用送餐车道堆放砖瓦木料。",
            "任何人不得擅自占用送餐车道堆放砖瓦木料。",
            Status.ADAPTED,
            id="forbidden outright, and without leave: not verbatim",
        ),
    ],
)
def test_bodies_carry_no_clause_over(tell: Tell, clause: str, passage: str, expected: Status) -> None:
    assert tell(clause, passage).status is expected
