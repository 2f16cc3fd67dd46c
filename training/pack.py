"""Writes the corpus as blocks of tokens, ready to train on.

    python training/pack.py --corpus train.jsonl --tokenizer tokenizer.json --out packed --length 1024 --seed 1

Each file is cut into windows; each window becomes one row: read from left to right, or with a hole, in one of the
formats of examples/formats.py. Another seed cuts other holes, so that every pass over the corpus is a new one. Blocks
lie in the order of the corpus: the trainer draws them in an order of its own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
import random

import numpy as np
from tokenizers import Tokenizer

from examples import markers
from examples.packing import blocks_of
from examples.rows import Row, RowMaker
from examples.units import units_of
from examples.windows import Source, windows_of

# Characters of a window: about three to a token, with room for context.
CHARACTERS_PER_TOKEN = 2.5
# Files that one worker takes at a time; neighbours of a file are looked for among them.
BATCH = 64

_maker: RowMaker
_seed: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder")
    parser.add_argument("--length", type=int, default=1024, help="tokens of a block")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, help="most files (default: all)")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    end = Tokenizer.from_file(str(options.tokenizer)).token_to_id(markers.END_OF_TEXT)
    names = {name: options.out / f"{name}.bin" for name in ("tokens", "targets")}
    count = predicted = 0
    with (
        Pool(options.workers, _prepare, (str(options.tokenizer), options.length, options.seed)) as pool,
        names["tokens"].open("wb") as tokens_file,
        names["targets"].open("wb") as targets_file,
    ):
        batches = pool.imap(_rows_of, _batches(options.corpus, options.files))
        rows = (row for batch in batches for row in batch)
        for tokens, targets in blocks_of(rows, options.length, end):
            tokens.tofile(tokens_file)
            targets.tofile(targets_file)
            count += 1
            predicted += int(np.count_nonzero(targets != 0xFFFF))
    (options.out / "packed.json").write_text(
        json.dumps({"blocks": count, "length": options.length, "predicted": predicted, "seed": options.seed})
    )
    print(f"{count} blocks, {predicted} tokens to predict, {predicted / max(1, count * options.length):.1%} full")


def _batches(corpus: Path, most: int | None) -> Iterator[tuple[int, list[dict[str, str]]]]:
    batch: list[dict[str, str]] = []
    first = 0
    with corpus.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if most is not None and number >= most:
                break
            batch.append(json.loads(line))
            if len(batch) == BATCH:
                yield first, batch
                first += BATCH
                batch = []
    if batch:
        yield first, batch


def _prepare(tokenizer: str, length: int, seed: int) -> None:
    global _maker, _seed
    loaded = Tokenizer.from_file(tokenizer)
    control = {name: loaded.token_to_id(name) for name in markers.CONTROL}
    # Text that spells a control token is text.
    loaded.encode_special_tokens = True
    _maker = RowMaker(lambda text: loaded.encode(text, add_special_tokens=False).ids, control, length)
    _seed = seed


def _rows_of(numbered: tuple[int, list[dict[str, str]]]) -> list[Row]:
    first, entries = numbered
    sources = [Source(one["project"], one["path"], one["language"], one["text"]) for one in entries]
    rows: list[Row] = []
    for index, source in enumerate(sources):
        seed = f"{_seed}:{first + index}"
        draw = random.Random(seed)
        units = units_of(source.text, source.language)
        others = [other for other in sources if other.project == source.project]
        most = int(_maker.length * CHARACTERS_PER_TOKEN)
        for window in windows_of(source, most, draw):
            row = _maker.make(window, units, others, f"{seed}:{window.offset}")
            if row:
                rows.append(row)
    return rows


if __name__ == "__main__":
    main()
