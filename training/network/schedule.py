"""The learning rate: warm up, stay, decay.

A rate that stays lets a training be taken up again for as long as there is time, and be finished from any point by a
short decay (WSD, arXiv 2404.06395).
"""

from __future__ import annotations


def rate(step: int, *, warm_up: int, decay_from: int | None, decay: int) -> float:
    """The share of the full rate at a step; linear down to nothing within `decay` steps after `decay_from`."""
    if step < warm_up:
        return (step + 1) / warm_up
    if decay_from is None or step < decay_from:
        return 1.0
    return max(0.0, 1 - (step - decay_from) / decay)
