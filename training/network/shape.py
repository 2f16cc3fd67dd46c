"""The numbers that make a network; those that stand here are of the model that ships."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Shape:
    """A decoder as llama.cpp knows it: RMS norms, rotary places, SwiGLU.

    `architecture` is llama.cpp's name for it: `qwen3` normalises queries and keys, `llama` does not. `pre_tokenizer` is
    its name for how texts are split before tokens are merged.
    """

    architecture: str = "qwen3"
    pre_tokenizer: str = "qwen2"
    vocabulary: int = 8192
    hidden: int = 256
    layers: int = 4
    heads: int = 4
    kv_heads: int = 2
    head_length: int = 64
    feed_forward: int = 768
    context: int = 1024
    rope_base: float = 10_000.0
    norm_epsilon: float = 1e-6

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=2) + "\n")

    @staticmethod
    def load(file: Path) -> Shape:
        return Shape(**json.loads(file.read_text()))
