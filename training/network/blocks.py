"""Packed blocks drawn in an order that a seed gives, from any step on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from network.decoder import IGNORED
from network.drills import drill


class Blocks:
    """Blocks of one packed folder, or of several one after another: one pass over each is one epoch."""

    def __init__(self, folders: list[Path], seed: int) -> None:
        self._parts = [_open(folder) for folder in folders]
        self._seed = seed
        self.length = self._parts[0][0].shape[1]
        self.count = sum(len(tokens) for tokens, _ in self._parts)
        # Of the pass at hand: the last one's are no longer needed.
        self._orders: dict[tuple[int, int], np.ndarray] = {}

    def batch(self, step: int, size: int, drills: int = 0) -> tuple[Tensor, Tensor]:
        """The batch of a step: the same for the same step, whatever came before. Both tensors are [size, length].

        @param drills so many of them are drills in copying
        """
        chosen = [self._block(step * size + index) for index in range(size)]
        tokens = np.stack([tokens for tokens, _ in chosen]).astype(np.int64)
        targets = np.stack([targets for _, targets in chosen]).astype(np.int64)
        targets[targets == 0xFFFF] = IGNORED
        for index in range(drills):
            draw = np.random.default_rng([self._seed, step, index])
            tokens[index], targets[index] = drill(tokens[index], IGNORED, draw)
        return torch.from_numpy(tokens), torch.from_numpy(targets)

    def _block(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        passes, place = divmod(number, self.count)
        for index, (tokens, targets) in enumerate(self._parts):
            if place < len(tokens):
                chosen = self._order(passes, index, len(tokens))[place]
                return tokens[chosen], targets[chosen]
            place -= len(tokens)
        raise AssertionError("a place lies in one of the parts")

    def _order(self, passes: int, part: int, count: int) -> np.ndarray:
        key = (passes, part)
        if key not in self._orders:
            self._orders.clear()
            self._orders[key] = np.random.default_rng([self._seed, passes, part]).permutation(count)
        return self._orders[key]


def _open(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    facts = json.loads((folder / "packed.json").read_text())
    shape = (facts["blocks"], facts["length"])
    tokens, targets = (
        np.memmap(folder / f"{name}.bin", np.uint16, "r", shape=shape) for name in ("tokens", "targets")
    )
    return tokens, targets
