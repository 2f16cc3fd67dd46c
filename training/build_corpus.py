"""Builds the training corpus.

    python training/build_corpus.py fetch     download what is missing of the pinned sources
    python training/build_corpus.py build     filter, deduplicate, write train.jsonl, heldout.jsonl and manifest.json
    python training/build_corpus.py check     count the files that overlap the evaluation (exit 1 if any)

Python 3.11, standard library only. `fetch` uses pip, npm, cargo, go, mvn and apt-get where they are installed.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from corpus.build import Options, build
from corpus.check import count_overlaps
from corpus.contamination import Evaluation, read_evaluation
from corpus.fetching import as_installed, fetch
from corpus.tables import all_sources

ROOT = Path(__file__).resolve().parent.parent
EVALUATION = ROOT / "test" / "bench" / "data" / "human-eval-infilling"


def cache_folder() -> Path:
    """Where downloads and the corpus lie by default: outside the repository."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "tokoscope" / "training"


def main(arguments: list[str]) -> int:
    """Runs one command. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("fetch", "build", "check"))
    parser.add_argument("--out", type=Path, default=cache_folder() / "corpus", help="folder of the corpus")
    parser.add_argument("--cache", type=Path, default=cache_folder() / "sources", help="folder of the downloads")
    parser.add_argument("--evaluation", type=Path, default=EVALUATION, help="folder of what must not be in the corpus")
    parser.add_argument("--megabytes", type=float, default=80, help="size of the text in all, in millions of bytes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--nice", type=int, default=10, help="how far the reading steps back for other processes")
    parser.add_argument("--held-out-as", type=Path, help="manifest.json of a corpus: hold out the same projects as there")
    options = parser.parse_args(arguments)
    try:
        if options.command == "fetch":
            failures = fetch(all_sources(), options.cache)
            print("\n".join(["Not to be had:", *failures]) if failures else "All sources are there.")
            return 1 if failures else 0
        evaluation = read_evaluation(options.evaluation)
        if options.command == "check":
            return _check(options.out, evaluation)
        return _build(options, evaluation)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2


def _build(options: argparse.Namespace, evaluation: Evaluation) -> int:
    started = time.monotonic()
    sources = [as_installed(source) for source in all_sources()]
    total = int(options.megabytes * 1e6)
    manifest = build(
        sources,
        evaluation,
        Options(options.cache, options.out, total, options.seed, options.processes, options.nice, options.held_out_as),
    )
    for key in ("files", "bytes", "train bytes by language", "heldout bytes by language", "bytes by licence", "files dropped"):
        print(f"{key}: {manifest[key]}")
    print(f"{options.out} written in {time.monotonic() - started:.0f} s")
    return 0


def _check(folder: Path, evaluation: Evaluation) -> int:
    overlaps = 0
    for part in ("train", "heldout"):
        found = count_overlaps(folder / f"{part}.jsonl", evaluation)
        for project, path, run in found:
            print(f"{part}: {project} {path}: {run}")
        overlaps += len(found)
    print(f"{overlaps} files of the corpus overlap the evaluation.")
    return 1 if overlaps else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
