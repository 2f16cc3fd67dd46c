"""The network: a small decoder whose weights llama.cpp runs unchanged."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from network.shape import Shape

# Of the targets: nothing to predict.
IGNORED = -100
# Places whose logits are made at a time: a chunk of them takes 32 MB at 8,192 tokens of vocabulary.
CHUNK = 1024


class Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.query = nn.Linear(shape.hidden, shape.heads * shape.head_length, bias=False)
        self.key = nn.Linear(shape.hidden, shape.kv_heads * shape.head_length, bias=False)
        self.value = nn.Linear(shape.hidden, shape.kv_heads * shape.head_length, bias=False)
        self.output = nn.Linear(shape.heads * shape.head_length, shape.hidden, bias=False)
        self.query_norm, self.key_norm = (
            nn.RMSNorm(shape.head_length, eps=shape.norm_epsilon) if shape.architecture == "qwen3" else nn.Identity()
            for _ in range(2)
        )

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        batch, length, _ = x.shape
        head_length = self.shape.head_length
        query = self.query_norm(self.query(x).view(batch, length, -1, head_length)).transpose(1, 2)
        key = self.key_norm(self.key(x).view(batch, length, -1, head_length)).transpose(1, 2)
        value = self.value(x).view(batch, length, -1, head_length).transpose(1, 2)
        query, key = rotate(query, cosine, sine), rotate(key, cosine, sine)
        groups = self.shape.heads // self.shape.kv_heads
        key, value = key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1)
        mixed = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.output(mixed.transpose(1, 2).reshape(batch, length, -1))


class FeedForward(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate = nn.Linear(shape.hidden, shape.feed_forward, bias=False)
        self.up = nn.Linear(shape.hidden, shape.feed_forward, bias=False)
        self.down = nn.Linear(shape.feed_forward, shape.hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(F.silu(self.gate(x)) * self.up(x))


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention_norm = nn.RMSNorm(shape.hidden, eps=shape.norm_epsilon)
        self.attention = Attention(shape)
        self.feed_forward_norm = nn.RMSNorm(shape.hidden, eps=shape.norm_epsilon)
        self.feed_forward = FeedForward(shape)

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        x = x + self.attention(self.attention_norm(x), cosine, sine)
        return x + self.feed_forward(self.feed_forward_norm(x))


class Decoder(nn.Module):
    """Tokens to the logits of the next ones. Embedding and output share their weights."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.hidden)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.hidden, eps=shape.norm_epsilon)
        cosine, sine = rotations(shape)
        self.register_buffer("cosine", cosine, persistent=False)
        self.register_buffer("sine", sine, persistent=False)
        self.apply(_initialise)
        for block in self.blocks:
            # What is added to the stream begins at nothing, so that depth does not make the start unstable.
            nn.init.zeros_(block.attention.output.weight)
            nn.init.zeros_(block.feed_forward.down.weight)

    def states(self, tokens: Tensor) -> Tensor:
        """The last layer's states. @param tokens [batch, length] @returns [batch, length, hidden]"""
        length = tokens.shape[1]
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x, self.cosine[:length], self.sine[:length])
        return self.norm(x)

    def logits(self, tokens: Tensor) -> Tensor:
        """@returns [batch, length, vocabulary]"""
        return F.linear(self.states(tokens), self.embedding.weight)

    def loss(self, tokens: Tensor, targets: Tensor) -> Tensor:
        """The mean cross entropy in nats of the targets that are not IGNORED. Both are [batch, length]."""
        states = self.states(tokens).flatten(0, 1)
        flat = targets.flatten()
        total = states.new_zeros(())
        for start in range(0, flat.shape[0], CHUNK):
            total = total + self._chunk_loss(states[start : start + CHUNK], flat[start : start + CHUNK])
        return total / (flat != IGNORED).sum()

    def _chunk_loss(self, states: Tensor, targets: Tensor) -> Tensor:
        logits = F.linear(states, self.embedding.weight)
        return F.cross_entropy(logits, targets, ignore_index=IGNORED, reduction="sum")


def rotations(shape: Shape) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary embedding (arXiv 2104.09864), each [context, head_length / 2]."""
    half = shape.head_length // 2
    frequencies = shape.rope_base ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = torch.outer(torch.arange(shape.context, dtype=torch.float32), frequencies)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Turns the first half of each head against the second: the order of llama.cpp's NEOX kind, which qwen3 has.

    The kind that llama has turns neighbours: see network/rotary_order.py.
    """
    first, second = x.chunk(2, dim=-1)
    return torch.cat((first * cosine - second * sine, second * cosine + first * sine), dim=-1)


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=module.in_features**-0.5)
    elif isinstance(module, nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
