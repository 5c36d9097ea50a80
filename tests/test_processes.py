"""Work spread over processes gives what one process gives, in order, and takes items only as they are asked for."""

from collections.abc import Iterator
from itertools import count, islice

import pytest

from policytext.processes import spread


def divide(shared: int, item: int) -> float:
    return shared / item


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("together", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs: int, together: int) -> None:
    assert list(spread(divide, 12, range(1, 12), jobs=jobs, together=together)) == [12 / n for n in range(1, 12)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_error_of_the_work_reaches_the_caller(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(divide, 1, [1, 0], jobs=jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_endless_items_are_taken_a_few_ahead(jobs: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in count(1):
            taken.append(number)
            yield number

    assert list(islice(spread(divide, 1, items(), jobs=jobs), 3)) == [1, 1 / 2, 1 / 3]
    assert len(taken) < 30


@pytest.mark.parametrize("jobs", [0, -1])
def test_less_than_one_process_is_an_error(jobs: int) -> None:
    with pytest.raises(ValueError, match="at least one process"):
        list(spread(divide, 1, [1], jobs=jobs))
