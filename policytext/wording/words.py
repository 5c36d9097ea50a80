"""Documents → words (词) with their places, cut by a tokenizer of our own."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policytext.spans import Span
from policytext.structure.document import Document

if TYPE_CHECKING:
    import jieba


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in its document's clean text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The words of a document, in order."""

    document: str
    words: tuple[Word, ...]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words without their places."""
        return tuple(word.text for word in self.words)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where a word stands."""
        return tuple(word.span for word in self.words if word.text == text)


def find_words(text: str, *, known: Iterable[str] = ()) -> Iterator[Word]:
    """Yield the words of a text in order: two letters or more, no figures, no marks.

    Parameters
    ----------
    text : str
    known : iterable of str
        Words of the field that are kept whole: 五社联动, 社区工作者.
    """
    for token, start, end in _tokenizer(tuple(sorted(set(known)))).tokenize(text):
        if len(token) > 1 and token.isalpha():
            yield Word(token, Span(start, end))


def cut_words(text: str) -> list[str]:
    """Return a text cut into words, those of one letter, figures and marks as well."""
    words: list[str] = _tokenizer(()).lcut(text)
    return words


def list_words(documents: Sequence[Document], *, known: Iterable[str] = ()) -> tuple[WordList, ...]:
    """Return the words of each document. Parameters are those of `find_words`."""
    kept = tuple(known)
    return tuple(WordList(document=d.id, words=tuple(find_words(d.text.characters, known=kept))) for d in documents)


@lru_cache(maxsize=4)
def _tokenizer(known: tuple[str, ...]) -> "jieba.Tokenizer":
    # jieba 0.42.1 has invalid escapes in its source, of which newer Pythons warn.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # heavy

    jieba.setLogLevel(60)
    # An own tokenizer: words that a user adds to jieba elsewhere change nothing here.
    tokenizer = jieba.Tokenizer()
    for word in known:
        tokenizer.add_word(word)
    return tokenizer


def may_be_name(text: str) -> bool:
    """Tell whether some letters can be a place's name: jieba's word list has them as a noun, or not at all.

    Examples
    --------
    >>> [may_be_name(text) for text in ("坚持", "柳湾", "石桥")]
    [False, True, True]
    """
    return _tags().get(text, "n").startswith("n")


@lru_cache(maxsize=1)
def _tags() -> Mapping[str, str]:
    tokenizer = _tokenizer(())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.posseg import POSTokenizer  # heavy

    tags: Mapping[str, str] = POSTokenizer(tokenizer).word_tag_tab
    return tags
