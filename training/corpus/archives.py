"""The files of what was downloaded: zips and wheels, tarballs, `.deb` packages, folders. In the order of their paths."""

import io
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

#: Bytes; a file above this is not even read.
_LARGEST = 8_000_000

Wanted = Callable[[str], bool]


def files_of(path: Path, wanted: Wanted, strip: int = 0) -> Iterator[tuple[str, bytes]]:
    """The files of an archive or folder whose path `wanted` accepts, each with its path and bytes.

    `strip` takes that many folders off the front of each path. Raises OSError for what cannot be read.
    """
    if path.is_dir():
        return _folder(path, wanted)
    if path.suffix in (".whl", ".zip", ".jar"):
        return _zip(path, wanted, strip)
    if path.suffix == ".deb":
        done = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True)
        return _tar(io.BytesIO(done.stdout), wanted, strip)
    return _tar(path, wanted, strip)


def _folder(path: Path, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if wanted(name) and file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST:
            yield name, file.read_bytes()


def _stripped(name: str, strip: int) -> str:
    return "/".join(name.removeprefix("./").split("/")[strip:])


def _zip(path: Path, wanted: Wanted, strip: int) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            name = _stripped(entry.filename, strip)
            if name and not entry.is_dir() and entry.file_size <= _LARGEST and wanted(name):
                yield name, archive.read(entry)


def _tar(source: Path | io.BytesIO, wanted: Wanted, strip: int) -> Iterator[tuple[str, bytes]]:
    # A tarball is read once, front to back (going back in a compressed one is slow), and sorted after.
    found: list[tuple[str, bytes]] = []
    opened = tarfile.open(source) if isinstance(source, Path) else tarfile.open(fileobj=source)
    with opened as archive:
        for entry in archive:
            name = _stripped(entry.name, strip)
            if name and entry.isreg() and entry.size <= _LARGEST and wanted(name):
                content = archive.extractfile(entry)
                if content is not None:
                    found.append((name, content.read()))
    yield from sorted(found)
