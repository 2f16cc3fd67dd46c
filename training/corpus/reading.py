"""One source read and filtered: the files that may be in the corpus, and why the others may not."""

from __future__ import annotations

import hashlib
import posixpath
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .archives import files_of
from .contamination import Evaluation
from .debian_copyright import file_licences
from .declared import stated_licence
from .duplicates import line_hashes
from .fetching import locate
from .filters import bytes_verdict, decode, text_verdict
from .filters.paths import path_reason
from .languages import SHARES, known_suffix, language_of
from .licences import is_permissive, normal_expression
from .records import CorpusFile, Source
from .source_maps import sources_in_map

#: The most of a language's share that one project may have, so that no project stands for a language.
LARGEST_PART = 1 / 3
_SOURCE_MAP = re.compile(r"\.[cm]?js\.map$")


@dataclass
class Candidate:
    """A file that passed the filters, without its text, which lies in the spool."""

    path: str
    language: str
    licence: str
    size: int
    #: Where its line begins in the spool, in bytes.
    offset: int
    #: The text without white space, hashed.
    digest: bytes
    lines: array[int]


@dataclass
class Reading:
    """What came of one source."""

    source: Source
    licence: str = ""
    determined: str = ""
    found: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    #: Bytes of the candidates by language.
    sizes: Counter[str] = field(default_factory=Counter)


def read_source(source: Source, cache: Path, spool: Path, evaluation: Evaluation, total: int, seed: int) -> Reading:
    """Reads and filters a source. Its files' lines go to `spool`.

    Folders come in an order that the seed gives, and no more is read of a language than a project may have of it.
    Selection, if it takes less, takes the first in the same order.
    """
    reading = Reading(source)
    paths = locate(source, cache)
    if not paths:
        reading.dropped["source is not there"] += 1
        return reading
    strip = _STRIP.get(source.ecosystem, 0)
    if source.ecosystem == "go":
        strip = source.name.count("/") + 1
    stated = stated_licence(source, paths, strip)
    reading.licence, reading.determined = stated or (source.licence, "listed; the package states none by itself")
    reading.licence = normal_expression(reading.licence)
    if not is_permissive(reading.licence):
        reading.dropped["licence of the source"] += 1
        return reading
    licences = None
    if source.ecosystem == "debian":
        licences = _debian_licences(paths[0])
        paths = paths[1:]
        if licences:
            reading.determined = "debian/copyright, file by file"
    seen: set[str] = set()
    with spool.open("wb") as out:
        for path, data in sorted(_files(reading, paths, strip), key=lambda file: folder_order(file[0], seed)):
            if path in seen:
                continue
            seen.add(path)
            reading.found += 1
            licence = reading.licence
            if licences:
                named = licences(path)
                if not named or not is_permissive(named):
                    reading.dropped["licence of the file"] += 1
                    continue
                licence = named
            reason = _take(reading, path, data, licence, out, evaluation, total)
            if reason:
                reading.dropped[reason] += 1
    reading.candidates.sort(key=lambda candidate: candidate.path)
    return reading


def folder_order(path: str, seed: int) -> tuple[bytes, str]:
    """Sorts files by folder, folders as the seed has it, and by name within."""
    folder = posixpath.dirname(path)
    return hashlib.blake2b(f"{seed}/{folder}".encode(), digest_size=8).digest(), path


#: Folders on the front of every path in an archive: `package/`, `name-version/`.
_STRIP = {"npm": 1, "debian": 1, "crates": 1, "deb": 0}


def _debian_licences(packing: Path) -> Callable[[str], str | None] | None:
    for _, data in files_of(packing, lambda name: name == "debian/copyright"):
        return file_licences(data.decode("utf-8", "replace"))
    return None


def _files(reading: Reading, paths: list[Path], strip: int) -> Iterator[tuple[str, bytes]]:
    source = reading.source

    def wanted(path: str) -> bool:
        if not path.startswith(source.folder):
            return False
        if _SOURCE_MAP.search(path):
            return source.ecosystem == "npm"
        if not known_suffix(path):
            return False
        reason = path_reason(path)
        if reason:
            reading.found += 1
            reading.dropped[reason] += 1
        return reason is None

    for path in paths:
        if path.suffix == ".pom":
            continue
        inside = "" if len(paths) == 1 or ".orig-" not in path.name else path.name.split(".orig-")[1].split(".tar")[0] + "/"
        for name, data in files_of(path, wanted, strip):
            if _SOURCE_MAP.search(name):
                yield from (file for file in sources_in_map(name, data) if path_reason(file[0]) is None)
            else:
                yield inside + name, data


def _take(reading: Reading, path: str, data: bytes, licence: str, out: BinaryIO, evaluation: Evaluation, total: int) -> str | None:
    reason = bytes_verdict(data)
    if reason:
        return reason
    text = decode(data)
    if text is None:
        return "not UTF-8"
    language = language_of(path, text)
    if language is None or (reading.source.languages and language not in reading.source.languages):
        return "language not taken"
    if reading.sizes[language] >= SHARES[language] * total * LARGEST_PART:
        return "over the share of its language"
    reason = text_verdict(text, language)
    if reason:
        return reason
    if evaluation.overlaps(text):
        return "overlap with the evaluation"
    solid = "".join(text.split())
    size = len(text.encode("utf-8"))
    reading.sizes[language] += size
    offset = out.tell()
    out.write(CorpusFile(reading.source.project, path, language, licence, text).line())
    reading.candidates.append(
        Candidate(
            path,
            language,
            licence,
            size,
            offset,
            hashlib.blake2b(solid.encode("utf-8"), digest_size=16).digest(),
            line_hashes(text),
        )
    )
    return None
