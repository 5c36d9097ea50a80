"""The version of the program, as it is installed."""

from functools import cache
from importlib import metadata


@cache
def find_version() -> str:
    """Return the version; ``0+unknown`` where the package runs uninstalled."""
    try:
        return metadata.version("policytext")
    except metadata.PackageNotFoundError:
        return "0+unknown"
