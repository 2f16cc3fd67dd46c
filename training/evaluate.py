"""Measures models on held-out files, through the sidecar as it ships.

    python training/evaluate.py --heldout heldout.jsonl --model tokoscope-code.gguf --model SmolLM2.gguf \\
        --ngrams train.jsonl --tokenizer tokenizer.json --each 40 --json results.json

For each language: how often the next line, the rest of a line from a random column, and the rest of a name from each
of its columns are met exactly (blanks at the ends apart), greedy; bits per byte; and how long an answer takes. A model
without markers sees the text before the cursor only. Needs Node and the project's own set-up (`npm ci`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from evaluation.ngram import Ngrams
from evaluation.table import print_table, summarise
from evaluation.tasks import KINDS, Task, tasks_of

ROOT = Path(__file__).parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--heldout", type=Path, required=True)
    parser.add_argument("--model", type=Path, action="append", default=[], help="GGUF file (may be repeated)")
    parser.add_argument("--ngrams", type=Path, help="train.jsonl: the baseline learns from it")
    parser.add_argument("--ngram-bytes", type=int, default=60_000_000)
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json of the baseline")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--languages", nargs="+", help="default: all of the held-out files")
    parser.add_argument("--each", type=int, default=40, help="tasks of each kind for each language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="file for the results")
    options = parser.parse_args()
    with options.heldout.open(encoding="utf-8") as lines:
        files = [json.loads(line) for line in lines]
    if options.languages:
        files = [file for file in files if file["language"] in options.languages]
    tasks = tasks_of(files, options.each, options.seed, options.kinds)
    results = {}
    for model in options.model:
        results[model.stem] = ask(model, tasks, options.threads)
    if options.ngrams:
        results["n-grams"] = guess(tasks, options.ngrams, options.ngram_bytes, options.tokenizer)
    summary = summarise(tasks, results)
    print_table(summary)
    if options.json:
        options.json.write_text(json.dumps(summary, indent=1) + "\n")


def ask(model: Path, tasks: list[Task], threads: int) -> list[dict[str, object]]:
    """What a model answers in the sidecar, task by task: text, milliseconds, bits of what stands before the place."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tasks.jsonl"
        file.write_text("".join(json.dumps(asdict(task)) + "\n" for task in tasks))
        command = ["node", "scripts/answer-tasks.mjs", str(file), "--model", str(model.resolve()), "--threads", str(threads)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def guess(tasks: list[Task], corpus: Path, budget: int, tokenizer: Path) -> list[dict[str, object]]:
    """What the n-grams of the training files answer: tokens up to the end of the line, or of the name."""
    encoder = Tokenizer.from_file(str(tokenizer))
    encoder.encode_special_tokens = True
    parts = []
    read = 0
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            parts.append(np.array(encoder.encode(text).ids, np.uint16))
            read += len(text)
            if read > budget:
                break
    ngrams = Ngrams(np.concatenate(parts))
    answers = []
    for task in tasks:
        context = encoder.encode(task.prefix[-400:]).ids
        text = ""
        for _ in range(48):
            token = ngrams.next(context)
            if token is None:
                break
            context.append(token)
            text += encoder.decode([token], skip_special_tokens=False)
            if "\n" in text.lstrip("\n"):
                break
        answers.append({"text": text.strip("\n").split("\n")[0]})
    return answers


if __name__ == "__main__":
    main()
