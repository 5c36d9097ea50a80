"""Agreement between coders (编码者间信度): Cohen's κ of two, Krippendorff's α of two or more."""

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import permutations

Code = Hashable | None
"""What a coder wrote; None where a coder left a unit out."""


def cohen_kappa(first: Sequence[Code], second: Sequence[Code]) -> float | None:
    """Return Cohen's κ of two coders over the units that both coded.

    Parameters
    ----------
    first, second : sequences of codes, of the same length

    Returns
    -------
    float or None
        At most 1; 0 where they agree as often as chance has it. None where no unit is coded by both, or where both
        wrote one code throughout, of which chance agreement is sure.

    Raises
    ------
    ValueError
        If the two are of different lengths.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales.

    Examples
    --------
    >>> cohen_kappa(["yes"] * 25 + ["no"] * 25, ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15)
    0.4
    """
    if len(first) != len(second):
        raise ValueError(f"expected as many codes of one as of the other, got {len(first)} and {len(second)}")
    both = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if not both:
        return None
    observed = sum(a == b for a, b in both) / len(both)
    sides = (Counter(a for a, _ in both), Counter(b for _, b in both))
    expected = sum(n * sides[1][code] for code, n in sides[0].items()) / len(both) ** 2
    return None if expected == 1 else round((observed - expected) / (1 - expected), 4)


def krippendorff_alpha(units: Sequence[Sequence[Code]]) -> float | None:
    """Return Krippendorff's α for nominal codes; units may be coded by some of the coders only.

    Parameters
    ----------
    units : sequence of sequences of codes
        For each unit what each coder wrote, None where nothing.

    Returns
    -------
    float or None
        At most 1. None where no unit is coded twice, or only one code is used.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability.
    """
    told = [[code for code in unit if code is not None] for unit in units]
    told = [codes for codes in told if len(codes) > 1]
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for codes in told:
        for a, b in permutations(codes, 2):
            coincidences[a, b] += 1 / (len(codes) - 1)  # type: ignore[assignment]
    sizes: Counter[Hashable] = Counter()
    for (a, _), n in coincidences.items():
        sizes[a] += n
    whole = sum(sizes.values())
    disagreed = sum(n for (a, b), n in coincidences.items() if a != b)
    chance = sum(sizes[a] * sizes[b] for a, b in permutations(sizes, 2))
    return round(1 - (whole - 1) * disagreed / chance, 4) if chance else None
