"""Data that a policy scholar may edit: TOML, each entry with its source."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def load_lexicon(name: str) -> Mapping[str, Any]:
    """Return the lexicon (词表) of that name, read once.

    Raises
    ------
    FileNotFoundError
        If the package ships none of that name.
    """
    content = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(content))
