"""A baseline that has no network: what followed the longest known context most often (back-off by length alone)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Tokens of the longest context.
ORDER = 8
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Ngrams:
    """For each length of context, the hashes of those seen, sorted, and the token that followed most often."""

    def __init__(self, tokens: NDArray[np.uint16], order: int = ORDER) -> None:
        self._tables = [_table(tokens, length) for length in range(1, order + 1)]

    def next(self, context: list[int]) -> int | None:
        """The likeliest token after a context, by the longest end of it that was seen."""
        for length in range(min(len(context), len(self._tables)), 0, -1):
            hashes, following = self._tables[length - 1]
            key = _hash(np.array(context[-length:], np.uint16), length)[0]
            place = int(np.searchsorted(hashes, key))
            if place < len(hashes) and hashes[place] == key:
                return int(following[place])
        return None


def _hash(tokens: NDArray[np.uint16], length: int) -> NDArray[np.uint64]:
    """Of every run of `length` tokens, a hash of 64 bits."""
    count = len(tokens) - length + 1
    hashes = np.zeros(count, np.uint64)
    for index in range(length):
        hashes = (hashes + tokens[index : index + count].astype(np.uint64) + np.uint64(1)) * _MULTIPLIER
        hashes ^= hashes >> np.uint64(29)
    return hashes


def _table(tokens: NDArray[np.uint16], length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint16]]:
    hashes = _hash(tokens[:-1], length)
    following = tokens[length:]
    order = np.lexsort((following, hashes))
    hashes, following = hashes[order], following[order]
    # Runs of one context and one follower, with their lengths.
    starts = np.flatnonzero(np.r_[True, (hashes[1:] != hashes[:-1]) | (following[1:] != following[:-1])])
    counts = np.diff(np.r_[starts, len(hashes)])
    hashes, following = hashes[starts], following[starts]
    # Of each context the follower with the most.
    order = np.lexsort((-counts, hashes))
    hashes, following = hashes[order], following[order]
    first = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    return hashes[first], following[first]
