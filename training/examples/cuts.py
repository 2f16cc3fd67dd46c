"""Which part of a file is the middle that a model learns to fill in.

An editor asks inside a line most of the time, so most middles begin and end there: the rest of a line from a random
column, a piece inside a line, whole lines, whole syntactic units, and random spans. Cuts are made between characters,
never between tokens (Bavarian et al. 2022, section 3: trained on token cuts, a model fails at the others).
"""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True)
class Middle:
    """A half-open span of characters."""

    start: int
    end: int
    kind: str


# Shares of the kinds of middles.
SHARES = (("rest", 0.34), ("inside", 0.12), ("lines", 0.26), ("unit", 0.18), ("span", 0.1))
MOST_LINES = 8
LONGEST_SPAN = 400


def choose_middle(text: str, units: list[tuple[int, int]], draw: random.Random) -> Middle | None:
    """Draws a middle, or nothing for a text with no line that has one."""
    lines = line_spans(text)
    full = [span for span in lines if text[span[0] : span[1]].strip()]
    if not full:
        return None
    kind = draw.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
    if kind == "unit":
        if units:
            start, end = draw.choice(units)
            # In half of the cases a few of its characters are typed already.
            typed = draw.randrange(min(12, end - start)) if draw.random() < 0.5 else 0
            return Middle(start + typed, end, kind)
        kind = "lines"
    if kind == "span":
        start = draw.randrange(len(text))
        return Middle(start, min(len(text), start + draw.randint(1, LONGEST_SPAN)), kind)
    first, end = draw.choice(full)
    start = _column(text, first, end, draw)
    if kind == "rest":
        return Middle(start, end, kind)
    if kind == "inside":
        return Middle(start, draw.randint(start, end), kind)
    index = bisect_left(lines, (first, end))
    more = draw.randrange(1, MOST_LINES) if draw.random() < 0.5 else 0
    last = min(len(lines) - 1, index + more)
    start = first if draw.random() < 0.5 else start
    return Middle(start, lines[last][1], kind)


def line_spans(text: str) -> list[tuple[int, int]]:
    """The lines of a text, without their breaks."""
    spans = []
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            spans.append((start, len(text)))
            return spans
        spans.append((start, end))
        start = end + 1


def _column(text: str, start: int, end: int, draw: random.Random) -> int:
    """Where a line is cut: before its first character that is not blank in a third of the cases, else anywhere."""
    indented = start + len(text[start:end]) - len(text[start:end].lstrip())
    return indented if draw.random() < 0.33 else draw.randint(indented, end)
