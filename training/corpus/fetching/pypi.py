"""Wheels from PyPI, by pip. Wheels only: a source distribution would run its build."""

import re
from pathlib import Path

from ..records import Source
from .client import run_client

#: The Python whose wheels are taken, so that every machine takes the same ones.
_PYTHON = "3.14"


def fetch(sources: list[Source], folder: Path) -> None:
    """One call of pip per wheel: a version that is gone then costs only itself."""
    for source in sources:
        run_client(
            ["python3", "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "--python-version", _PYTHON,
             "-d", ".", f"{source.name}=={source.version}"],
            folder,
        )  # fmt: skip


def locate(source: Source, folder: Path) -> list[Path]:
    """Wheel names: https://packaging.python.org/en/latest/specifications/binary-distribution-format/"""
    name = re.sub(r"[-_.]+", "_", source.name).lower()
    found = [
        path
        for path in sorted(folder.glob("*.whl"))
        if re.sub(r"[-_.]+", "_", path.name.split("-")[0]).lower() == name and path.name.split("-")[1] == source.version
    ]
    return found[:1]
