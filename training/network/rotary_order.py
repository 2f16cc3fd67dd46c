"""Weights of queries and keys from one order of rotary places to the other.

The network turns the first half of a head against the second; files of llama.cpp's architecture `llama` have them in
neighbouring rows. Attention is the same either way: queries and keys change places alike.
"""

from __future__ import annotations

from torch import Tensor


def to_neighbours(weight: Tensor, heads: int) -> Tensor:
    """From halves. @param weight [heads * head length, hidden]"""
    return weight.reshape(heads, 2, -1, weight.shape[1]).transpose(1, 2).reshape(weight.shape)


def to_halves(weight: Tensor, heads: int) -> Tensor:
    """From neighbours. @param weight [heads * head length, hidden]"""
    return weight.reshape(heads, -1, 2, weight.shape[1]).transpose(1, 2).reshape(weight.shape)
