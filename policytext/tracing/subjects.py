"""What became of whom a clause binds (主体): another actor, a longer or shorter list, the same body named otherwise."""

import re
from collections.abc import Iterator

from policytext.tracing.bodies import bare_name
from policytext.tracing.seams import BODY_JOINER
from policytext.tracing.values import Change, Passage

_EITHER = re.compile(r"([^（）()]{1,4})[（(]([^（）()、]{1,4})[)）]([^（）()]{2,})")
"""村（居）民委员会."""
_AND_SUCH = re.compile("等(?:有关)?(?:社会团体|团体|人民团体|群团组织|部门|单位|组织|处|地|场所)?$")
"""What closes a list of bodies and names none: 残联等社会团体."""
_ITS = re.compile("^其(?!他)")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")


def tell_subjects(old: Passage | None, new: Passage | None) -> Iterator[Change]:
    """Yield what became of a subject: another actor, or a longer or shorter list of the same ones."""
    if old is None or new is None:
        yield from (Change(kind="actor", old=o, new=None, rule="subject.dropped") for o in (old,) if o)
        return
    items = [tuple(_split_list(side.text)) for side in (old, new)]
    had, has = ({name for item in own for name in _find_names(item)} for own in items)
    if had == has:
        return
    if {_find_head(name) for name in had} == {_find_head(name) for name in has}:
        yield Change(kind="scope", old=old, new=new, rule="subject.qualified")
    else:
        rule = "subject.list" if had & has else "subject.swapped"
        yield Change(kind="actor", old=old, new=new, rule=rule)


def _find_head(name: str) -> str:
    """Return who is bound, without what says which of them: ⟦从事农业生产的⟧单位."""
    return name.rsplit("的", 1)[-1]


def _split_list(text: str) -> Iterator[str]:
    """Yield the items of a list of bodies; 企业、事业单位 is one."""
    # 残联等社会团体, and 县（市、区）人民政府
    joined = _AND_SUCH.sub("", text).replace("企业、事业单位", "企业\0事业单位")
    joined = _BRACKETED.sub(lambda match: match.group().replace("、", "\0"), joined)
    yield from (item.replace("\0", "、") for item in BODY_JOINER.split(joined) if item)


def _find_names(item: str) -> Iterator[str]:
    """Yield whom an item of a list names, each as short as it is written: 村（居）民委员会 names two.

    Examples
    --------
    >>> list(_find_names("村（居）民委员会"))
    ['村委会', '居委会']
    """
    name = bare_name(item)
    both = _EITHER.fullmatch(name)
    forms = (f"{both[1]}{both[3]}", f"{both[2]}{both[3]}") if both else (name,)
    yield from (_ITS.sub("", bare_name(form)) for form in forms)
