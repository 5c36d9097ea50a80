from enum import StrEnum

import pytest

from policytext.labels import BASIS, LEVEL, RELATION, STATUS, Label, find_label
from policytext.structure.document import Level
from policytext.tracing.values import Basis, Relation, Status


@pytest.mark.parametrize(
    ("labels", "kind"),
    [(STATUS, Status), (LEVEL, Level), (RELATION, Relation), (BASIS, Basis)],
    ids=lambda v: str(v)[:9],
)
def test_every_value_has_a_name_in_both_languages(labels: dict[str, Label], kind: type[StrEnum]) -> None:
    assert {value.value for value in kind} <= set(labels)
    assert all(label.chinese and label.english for label in labels.values())


def test_value_without_a_label_is_its_own() -> None:
    assert find_label(STATUS, "unheard of").chinese == "unheard of"
