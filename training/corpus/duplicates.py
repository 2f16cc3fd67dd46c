"""Exact and near duplicates, across projects and versions.

Near means a Jaccard similarity of their sets of lines above 0.85. Candidates come from MinHash with one permutation
(Li, Owen and Zhang, "One Permutation Hashing", 2012) in bands; the similarity of each is then computed exactly.
"""

from __future__ import annotations

import hashlib
from array import array

#: Above this similarity the later of two files is dropped.
NEAR = 0.85
#: 64 bins in 16 bands of 4: a pair at 0.85 is missed with a chance of about one in a hundred thousand.
_BINS = 64
_ROWS = 4
#: Files with fewer different lines than this are only compared exactly.
_FEWEST_LINES = 5


def line_hashes(text: str) -> array[int]:
    """The different lines of a text, white space aside, as sorted 64-bit hashes. Lines of brackets only are left out."""
    lines = {solid for line in text.split("\n") if len(solid := "".join(line.split())) > 3}
    hashes = (int.from_bytes(hashlib.blake2b(line.encode("utf-8", "replace"), digest_size=8).digest(), "big") for line in lines)
    return array("Q", sorted(hashes))


def jaccard(one: set[int], other: set[int]) -> float:
    """What two sets share, of what either has."""
    return len(one & other) / (len(one | other) or 1)


class NearDuplicates:
    """Files seen so far, by the bands of their signatures."""

    def __init__(self) -> None:
        self._bands: dict[tuple[int, ...], list[int]] = {}
        self._lines: list[array[int]] = []

    def is_near(self, lines: array[int]) -> bool:
        """Whether a file with these lines is near to an earlier one. If not, it is remembered."""
        if len(lines) < _FEWEST_LINES:
            return False
        bands = _bands(lines)
        own = set(lines)
        compared: set[int] = set()
        for band in bands:
            for index in self._bands.get(band, ()):
                if index in compared:
                    continue
                compared.add(index)
                other = self._lines[index]
                if min(len(own), len(other)) > NEAR * max(len(own), len(other)) and jaccard(own, set(other)) > NEAR:
                    return True
        for band in bands:
            self._bands.setdefault(band, []).append(len(self._lines))
        self._lines.append(lines)
        return False


def _bands(lines: array[int]) -> list[tuple[int, ...]]:
    bins = [0] * _BINS
    for value in reversed(lines):  # sorted, so the smallest of a bin is written last
        bins[value % _BINS] = value
    # An empty bin takes its neighbour's value, so that small files do not all agree on emptiness.
    for index in range(_BINS * 2 - 1, -1, -1):
        at = index % _BINS
        if not bins[at]:
            bins[at] = bins[(at + 1) % _BINS]
    return [(start, *bins[start : start + _ROWS]) for start in range(0, _BINS, _ROWS)]
