"""Trains the vocabulary: byte-level byte pairs over code.

    python training/train_tokenizer.py --corpus CORPUS --size 8192 --out tokenizer.json

The text is cut as Qwen2's vocabulary cuts it: digits one by one, a word with the sign before it, runs of blanks apart
from the word's own. llama.cpp knows the rule by the name `qwen2`, and so does Tokoscope's own tokenizer.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from examples.markers import CONTROL, END_OF_TEXT

PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="train.jsonl")
    parser.add_argument("--size", type=int, default=8192, help="tokens, control tokens among them")
    parser.add_argument("--bytes", type=int, default=40_000_000, help="bytes of the corpus to learn from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = qwen2_split()
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=options.size - len(CONTROL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
        # Longer ones are rows of signs or licence texts.
        max_token_length=24,
    )
    tokenizer.train_from_iterator(texts(options.corpus, options.bytes, options.seed), trainer)
    # After the others, as Qwen's: the end of text comes first among them.
    assert CONTROL[0] == END_OF_TEXT
    tokenizer.add_special_tokens(list(CONTROL))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(options.out))
    print(f"{tokenizer.get_vocab_size()} tokens in {options.out}")


def qwen2_split() -> pre_tokenizers.PreTokenizer:
    """How llama.cpp splits a text by the name `qwen2`, and then into bytes."""
    split = pre_tokenizers.Split(Regex(PATTERN), behavior="isolated")
    bytes_of = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return pre_tokenizers.Sequence([split, bytes_of])


def texts(corpus: Path, budget: int, seed: int) -> Iterator[str]:
    """Files drawn evenly from the whole corpus, up to so many bytes."""
    share = min(1.0, budget / corpus.stat().st_size)
    draw = random.Random(seed)
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            if draw.random() < share:
                yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
