"""Blocks that can be predicted by nothing but copying: stretches of shuffled code, each of which comes again.

A small network finds out late that what stood after a token before is likely to stand there again, and most of what
completes code well follows from it. A share of such blocks early on teaches it within a few hundred steps. (That made
up text before the real one can save more tokens than it takes: pre-pretraining on formal languages, arXiv 2502.19249.
What copies in a network: induction heads, Olsson et al. 2022.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Tokens of a stretch, and how likely a stretch is one that stood there before.
SHORTEST, LONGEST = 4, 64
AGAIN = 0.6


def drill(
    tokens: NDArray[np.int64], ignored: int, draw: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A block of the same length and of the same tokens, with what is to be predicted: the rest of each repetition."""
    source = draw.permutation(tokens)
    length = len(tokens)
    written = np.empty(length, np.int64)
    targets = np.full(length, ignored, np.int64)
    stretches: list[NDArray[np.int64]] = []
    place = taken = 0
    while place < length:
        if stretches and draw.random() < AGAIN:
            stretch = stretches[draw.integers(len(stretches))][: length - place]
            # The first token of a repetition is anybody's guess.
            targets[place : place + len(stretch) - 1] = stretch[1:]
        else:
            size = int(draw.integers(SHORTEST, LONGEST + 1))
            stretch = source[taken : taken + min(size, length - place)]
            taken += len(stretch)
            stretches.append(stretch)
        written[place : place + len(stretch)] = stretch
        place += len(stretch)
    return written, targets
