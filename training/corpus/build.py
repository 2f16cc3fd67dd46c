"""All steps in order: read and filter each source, drop duplicates, cut to the shares, hold out, write."""

import json
import os
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

from .contamination import Evaluation
from .duplicates import NearDuplicates
from .fetching import address
from .holdout import hold_out
from .reading import Reading, read_source
from .records import Source
from .selection import Chosen, select


@dataclass(frozen=True)
class Options:
    """What a build is told."""

    cache: Path
    out: Path
    #: Bytes of text in all.
    total: int
    seed: int
    processes: int
    #: How far the processes that read step back for others, as nice(1) counts it.
    nice: int = 10
    #: The manifest of an earlier build whose held-out groups are held out again; None to choose anew.
    held_out_as: Path | None = None


def build(sources: list[Source], evaluation: Evaluation, options: Options) -> dict[str, object]:
    """Builds the corpus and returns its manifest. The same sources and seed give the same bytes."""
    options.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=options.out, prefix="spool-") as spool_name:
        spool = Path(spool_name)
        readings = _read_all(sources, evaluation, options, spool)
        kept = _without_duplicates(readings)
        chosen = select(readings, kept, options.total, options.seed)
        _count_left(readings, kept, chosen)
        held = _held_groups(readings, chosen, options)
        files = [file for file in chosen if readings[file[0]].source.group not in held]
        held_files = [file for file in chosen if readings[file[0]].source.group in held]
        _write(options.out / "train.jsonl", files, readings, spool, options.seed)
        _write(options.out / "heldout.jsonl", held_files, readings, spool, options.seed)
    manifest = _manifest(readings, chosen, held, options)
    _replace(options.out / "manifest.json", (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    return manifest


def _held_groups(readings: list[Reading], chosen: list[Chosen], options: Options) -> set[str]:
    if options.held_out_as is None:
        return hold_out(_sizes_by_group(readings, chosen), options.seed)
    manifest = json.loads(options.held_out_as.read_text(encoding="utf-8"))
    names = {row["name"] for row in manifest["sources"] if row["part"] == "heldout"}
    return {reading.source.group for reading in readings if reading.source.name in names}


def _spool_file(spool: Path, index: int) -> Path:
    return spool / f"{index}.jsonl"


def _read_all(sources: list[Source], evaluation: Evaluation, options: Options, spool: Path) -> list[Reading]:
    jobs = [(source, _spool_file(spool, index)) for index, source in enumerate(sources)]
    work = partial(_read_one, options, evaluation)
    if options.processes == 1:
        return [work(job) for job in jobs]
    with Pool(options.processes, initializer=os.nice, initargs=(options.nice,)) as pool:
        return pool.map(work, jobs, chunksize=1)


def _read_one(options: Options, evaluation: Evaluation, job: tuple[Source, Path]) -> Reading:
    source, spool = job
    return read_source(source, options.cache, spool, evaluation, options.total, options.seed)


def _without_duplicates(readings: list[Reading]) -> list[Chosen]:
    """The first of each set of duplicates, in the order of the tables."""
    exact: set[bytes] = set()
    near = NearDuplicates()
    kept: list[Chosen] = []
    for number, reading in enumerate(readings):
        for index, candidate in enumerate(reading.candidates):
            if candidate.digest in exact:
                reading.dropped["duplicate"] += 1
            elif near.is_near(candidate.lines):
                reading.dropped["near duplicate"] += 1
            else:
                kept.append((number, index))
            exact.add(candidate.digest)
    return kept


def _count_left(readings: list[Reading], kept: list[Chosen], chosen: list[Chosen]) -> None:
    for number, _ in set(kept).difference(chosen):
        readings[number].dropped["over the share of its language"] += 1


def _sizes_by_group(readings: list[Reading], chosen: Iterable[Chosen]) -> dict[str, Counter[str]]:
    sizes: dict[str, Counter[str]] = {}
    for number, index in chosen:
        candidate = readings[number].candidates[index]
        sizes.setdefault(readings[number].source.group, Counter())[candidate.language] += candidate.size
    return sizes


def _write(path: Path, files: list[Chosen], readings: list[Reading], spool: Path, seed: int) -> None:
    """Writes the lines, one project after another, projects shuffled; under another name until all is there."""
    by_project: dict[int, list[int]] = {}
    for number, index in files:
        by_project.setdefault(number, []).append(index)
    projects = sorted(by_project)
    random.Random(seed).shuffle(projects)
    unfinished = path.with_name(path.name + ".unfinished")
    with unfinished.open("wb") as out:
        for number in projects:
            with _spool_file(spool, number).open("rb") as lines:
                for candidate in sorted((readings[number].candidates[index] for index in by_project[number]), key=lambda one: one.path):
                    lines.seek(candidate.offset)
                    out.write(lines.readline())
    unfinished.replace(path)


def _replace(path: Path, data: bytes) -> None:
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _manifest(readings: list[Reading], chosen: list[Chosen], held: set[str], options: Options) -> dict[str, object]:
    by_reading: dict[int, list[int]] = {}
    for number, index in chosen:
        by_reading.setdefault(number, []).append(index)
    rows: list[dict[str, object]] = []
    totals: dict[str, Counter[str]] = {"train": Counter(), "heldout": Counter(), "licences": Counter(), "dropped": Counter()}
    files = Counter[str]()
    for number, reading in enumerate(readings):
        candidates = [reading.candidates[index] for index in by_reading.get(number, [])]
        part = "heldout" if reading.source.group in held else "train"
        languages = Counter[str]()
        licences = Counter[str]()
        for candidate in candidates:
            languages[candidate.language] += candidate.size
            licences[candidate.licence] += candidate.size
        totals[part].update(languages)
        totals["licences"].update(licences)
        totals["dropped"].update(reading.dropped)
        files[part] += len(candidates)
        rows.append(
            {
                "name": reading.source.name,
                "version": reading.source.version,
                "address": address(reading.source),
                "licence": reading.licence or reading.source.licence,
                "licence expected": reading.source.licence,
                "licence determined by": reading.determined,
                "part": part,
                "files found": reading.found,
                "files": len(candidates),
                "bytes by language": _sorted(languages),
                "bytes by licence": _sorted(licences),
                "dropped": _sorted(reading.dropped),
            }
        )
    return {
        "seed": options.seed,
        "bytes asked for": options.total,
        "files": dict(sorted(files.items())),
        "bytes": {part: sum(totals[part].values()) for part in ("train", "heldout")},
        **{f"{part} bytes by language": _sorted(totals[part]) for part in ("train", "heldout")},
        "bytes by licence": _sorted(totals["licences"]),
        "files dropped": _sorted(totals["dropped"]),
        "sources": rows,
    }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

