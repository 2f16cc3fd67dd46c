"""Rows laid into blocks of one length, none of them cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from examples.rows import IGNORED, Row

# Rows that wait for a place where they fit.
WAITING = 256


def blocks_of(rows: Iterable[Row], length: int, padding: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Blocks of tokens and of targets, uint16. Each takes the longest waiting rows that still fit; the rest is padding."""
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= WAITING:
            yield _fill(waiting, length, padding)
    while waiting:
        yield _fill(waiting, length, padding)


def _fill(waiting: list[Row], length: int, padding: int) -> tuple[np.ndarray, np.ndarray]:
    """One block; the oldest row is always in it, so that none waits for ever."""
    tokens = np.full(length, padding, np.uint16)
    targets = np.full(length, IGNORED, np.uint16)
    place = 0
    index: int | None = 0
    while index is not None:
        row = waiting.pop(index)
        end = place + len(row.tokens)
        tokens[place:end] = row.tokens
        targets[place:end] = row.targets
        place = end
        index = _longest(waiting, length - place)
    return tokens, targets


def _longest(waiting: list[Row], room: int) -> int | None:
    best: int | None = None
    for index, row in enumerate(waiting):
        size = len(row.tokens)
        if size <= room and (best is None or size > len(waiting[best].tokens)):
            best = index
            if size == room:
                break
    return best
