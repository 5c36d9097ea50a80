"""Short names (简称): what a document calls a body from …（以下简称经办机构） on is the same body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.tracing.values import Change

_DEFINED = re.compile(r"([\u4e00-\u9fff]{2,30})[（(]以下[均统简]{0,2}称[“\"]?([^“”\"（()）\n]{2,20})[”\"]?[）)]")


@dataclass(frozen=True, slots=True)
class ShortNames:
    """The short names that two documents define."""

    upper: tuple[tuple[str, str], ...] = ()
    lower: tuple[tuple[str, str], ...] = ()
    """What stands before the definition, its end the full name; and the short one."""

    def explain(self, change: Change) -> bool:
        """Tell whether a change names the same body, in full on one side and short on the other."""
        if change.old is None or change.new is None:
            return False
        old, new = change.old.text, change.new.text
        return any(full.endswith(old) and short == new for full, short in self.lower) or any(
            full.endswith(new) and short == old for full, short in self.upper
        )


def find_short_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each definition of a short name, and the short name.

    Examples
    --------
    >>> list(find_short_names("设立社会保险经办机构（以下简称经办机构），由其收费。"))
    [('设立社会保险经办机构', '经办机构')]
    """
    if "以下" in text:
        yield from ((match[1], match[2].strip()) for match in _DEFINED.finditer(text))
