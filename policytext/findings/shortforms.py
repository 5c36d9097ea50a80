"""Short forms (简称): 以下简称《意见》, and 《意见》 alone where only one document can be meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.findings.mentions import Mention
from policytext.findings.titles import title_key

_DEFINED = re.compile(r"(?:以下|下文|下|后文|之后|本文)?[统简合]?称(?:为|作|之)?\s{0,2}[:：]?\s{0,2}[“\"]?$")
_OWN = re.compile(r"(?:本|这份|这个)\s{0,2}$")
_BRACKETED = re.compile(r"[（(][^（）()]{0,30}[）)]$")
_PARENTHESES = re.compile(r"[()（）]")
_BETWEEN = 60
"""How far behind a title its short form may be set."""


@dataclass(slots=True)
class ShortForms:
    """What the short forms of one text stand for, as far as it has been read; the only mutable thing here."""

    own_titles: tuple[str, ...]
    _defined: dict[str, str] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)
    _last: tuple[int, str] = (-_BETWEEN, "")

    def is_definition(self, text: str, mention: Mention) -> bool:
        """Tell whether a mention sets a short form: （以下简称《意见》）."""
        return _DEFINED.search(text[max(0, mention.span.start - 10) : mention.span.start]) is not None

    def define(self, mention: Mention) -> str | None:
        """Note that a mention sets a short form for the document named just before; return that one's title."""
        end, full = self._last
        if mention.title is None or not full or mention.span.start - end > _BETWEEN:
            return None
        self._defined[title_key(mention.title)] = full
        return full

    def note(self, mention: Mention) -> None:
        """Note that a document was named in full."""
        if mention.title:
            self._named.setdefault(title_key(mention.title), mention.title)
            self._last = (mention.span.end, mention.title)

    def meant(self, text: str, mention: Mention) -> tuple[str | None, str | None]:
        """Return the full title that a mention stands for and how that was told, or twice None."""
        key = title_key(mention.title or "")
        if key in self._defined and key not in self._named:
            return self._defined[key], "short-form"
        if not mention.bare:
            return None, None
        own = _ending_in(self.own_titles, key)
        if _OWN.search(text[max(0, mention.span.start - 3) : mention.span.start]) and own:
            return own[0], "own-title"
        named = _ending_in(self._named.values(), key)
        if len(named) == 1 or (named and not own):
            return (named[0], "only-one-named") if len(named) == 1 else (None, None)
        return (own[0], "own-title") if own and not named else (None, None)


def _ending_in(titles: Iterable[str], key: str) -> list[str]:
    """Return the titles, each once, that end in the words of a short form, with or without (草案) behind them."""
    found = {}
    for title in titles:
        whole = title_key(title)
        if _PARENTHESES.sub("", whole).endswith(_PARENTHESES.sub("", key)) or _BRACKETED.sub("", whole).endswith(key):
            found[whole] = title
    return list(found.values())
