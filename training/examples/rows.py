"""Windows written as rows of tokens with what is to be predicted at each."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from examples import formats, markers
from examples.cuts import choose_middle
from examples.formats import Control, Piece
from examples.windows import Source, Window, relevant_lines

# Nothing is to be predicted here.
IGNORED = 0xFFFF

# Shares of windows that are read from left to right; of those with a hole that come with lines of another file; of
# those that begin with their path; and of those that end in masks, and how many of them.
PLAIN = 0.3
WITH_CONTEXT = 0.2
WITH_PATH = 0.5
MASKED = 0.1
MASKS = 7


@dataclass(frozen=True)
class Row:
    """Tokens and, for each, the one to be predicted there (IGNORED: none)."""

    tokens: list[int]
    targets: list[int]


@dataclass(frozen=True)
class RowMaker:
    encode: Callable[[str], list[int]]
    control: dict[str, int]
    length: int

    def make(self, window: Window, units: list[tuple[int, int]], others: list[Source], seed: str) -> Row | None:
        """A window as a row of at most `length` tokens. @param units of the file @param others files of the project"""
        draw = random.Random(seed)
        text = window.text
        if draw.random() < PLAIN:
            header = formats.file_header(window.source.path) if draw.random() < WITH_PATH else []
            tokens = self._tokens([*header, *formats.plain(text, is_end=window.is_end)])
            return next_tokens(tokens[: self.length])
        middle = choose_middle(text, _within(units, window), draw)
        if middle is None:
            return None
        context = relevant_lines(window, others, draw) if draw.random() < WITH_CONTEXT else None
        header = []
        if context:
            other, lines = context
            header = [
                *formats.repository_header(window.source.project),
                *formats.file_header(other.path),
                lines,
            ]
        if context or draw.random() < WITH_PATH:
            header += formats.file_header(window.source.path)
        tokens = self._tokens([*header, *formats.fill_in(text, middle, draw)])
        if len(tokens) > self.length:
            return None
        return self._masked(tokens, draw) if draw.random() < MASKED else next_tokens(tokens)

    def _tokens(self, pieces: list[Piece]) -> list[int]:
        tokens: list[int] = []
        for piece in pieces:
            if isinstance(piece, Control):
                tokens.append(self.control[piece.name])
            elif piece:
                tokens.extend(self.encode(piece))
        return tokens

    def _masked(self, tokens: list[int], draw: random.Random) -> Row:
        """A row that ends somewhere in its middle, with masks in place of the tokens after the next.

        The mask number n predicts the token n + 1 places on: what a decoder asks that wants several tokens a step
        (lexical units, arXiv 2405.15208; PaSS, arXiv 2311.13581).
        """
        start = len(tokens) - 1 - tokens[::-1].index(self.control[markers.MIDDLE])
        end = draw.randrange(start, len(tokens) - 1)
        expected = tokens[end + 1 : end + 2 + MASKS]
        kept = tokens[: end + 1]
        masks = [self.control[markers.MASK]] * (len(expected) - 1)
        row = Row(kept + masks, kept[1:] + expected)
        return Row(row.tokens[: self.length], row.targets[: self.length])


def next_tokens(tokens: list[int]) -> Row | None:
    """A row that predicts each next token. Nothing for less than two tokens."""
    return Row(tokens[:-1], tokens[1:]) if len(tokens) > 1 else None


def _within(units: list[tuple[int, int]], window: Window) -> list[tuple[int, int]]:
    """The units that lie in a window, with places in it."""
    end = window.offset + len(window.text)
    found = []
    for index in range(bisect_left(units, (window.offset, 0)), len(units)):
        start, stop = units[index]
        if start >= end:
            break
        if stop <= end:
            found.append((start - window.offset, stop - window.offset))
    return found
