"""What can go wrong, as one tree.

::

    PolicytextError
    ├── ReadingError (OSError)         a file cannot be read; names file, page and reason
    │   ├── UnknownFormat              no reader for this kind of file
    │   ├── EmptySource                a file or folder without any text
    │   ├── DamagedSource              not what its name says: binary, corrupt, encrypted
    │   └── LimitExceeded              reading it takes more time or memory than allowed
    ├── InvalidManifest (ValueError)   a manifest that cannot be used; names file and line
    ├── InvalidLexicon (ValueError)    a lexicon or corrections that cannot be used; names file and entry
    ├── MissingExtra (ImportError)     a part of policytext that is not installed
    ├── InvalidGold (ValueError)       gold or a coding sheet that cannot be used; names file and line
    ├── InvalidDocNumber (ValueError)  no document number (发文字号)
    ├── InvalidNumeral (ValueError)    no Chinese or Arabic numeral
    ├── InvalidDate (ValueError)       no date
    ├── UnknownPart (LookupError)      a region or a chapter that a cascade does not have
    └── UnknownRoot (LookupError)      a root that fits no document of the corpus
        └── AmbiguousRoot              or several
"""


class PolicytextError(Exception):
    """Anything that policytext raises on purpose."""


class ReadingError(PolicytextError, OSError):
    """A file cannot be read.

    Attributes
    ----------
    path : str
        The file, as it was named.
    page : int or None
        The page, counted from 1, where one is to blame.
    reason : str
        What was expected and what was found.
    """

    def __init__(self, path: str, reason: str, *, page: int | None = None) -> None:
        self.path, self.page, self.reason = path, page, reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        where = self.path if self.page is None else f"{self.path}, page {self.page}"
        return f"{where}: {self.reason}"


class UnknownFormat(ReadingError):
    """No reader takes this kind of file."""


class EmptySource(ReadingError):
    """A file or folder holds no text."""


class DamagedSource(ReadingError):
    """A file is not what its name says, or is corrupt or locked."""


class LimitExceeded(ReadingError):
    """Reading a file takes more time or memory than is allowed."""


class InvalidManifest(PolicytextError, ValueError):
    """A manifest cannot be used."""


class InvalidLexicon(PolicytextError, ValueError):
    """A user's lexicon or corrections cannot be used."""


class MissingExtra(PolicytextError, ImportError):
    """Something needs an optional part of policytext that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more packages: pip install 'policytext[{extra}]'")


class InvalidGold(PolicytextError, ValueError):
    """Gold or a coding sheet cannot be used."""


class _Misprint(PolicytextError, ValueError):
    """A string that does not follow its grammar; shows the place with ⟦⟧."""

    def __init__(self, expected: str, text: str, start: int = 0, end: int | None = None) -> None:
        end = len(text) if end is None else end
        self.text, self.start, self.end = text, start, end
        before, after = text[max(0, start - 20) : start], text[end : end + 20]
        super().__init__(f"{expected}: {before}⟦{text[start:end][:60]}⟧{after}")


class InvalidDocNumber(_Misprint):
    """A string is no document number (发文字号)."""


class InvalidNumeral(_Misprint):
    """A string is no numeral."""


class InvalidDate(_Misprint):
    """A string is no date."""


class UnknownPart(PolicytextError, LookupError):
    """A selection asks for a region or a chapter that the cascade does not have."""


class UnknownRoot(PolicytextError, LookupError):
    """A root fits no document of the corpus."""


class AmbiguousRoot(UnknownRoot):
    """A root fits several documents of the corpus."""
