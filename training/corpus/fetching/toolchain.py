"""What is installed: Python's standard library, Go's. Their versions are those of the machine; the manifest says which."""

import platform
import subprocess
import sysconfig
from pathlib import Path

from ..records import Source


def fetch(sources: list[Source], folder: Path) -> None:
    """Nothing to download: a toolchain is installed or it is not."""


def locate(source: Source, folder: Path) -> list[Path]:
    """The folder of the sources."""
    if source.name == "python":
        root = Path(sysconfig.get_paths()["stdlib"])
    elif source.name == "go":
        try:
            done = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return []
        root = Path(done.stdout.strip())
    else:
        return []
    return [root] if root.is_dir() else []


def version(source: Source) -> str:
    """The version that is installed, or `unknown`."""
    if source.name == "python":
        return platform.python_version()
    for root in locate(source, Path()):
        stated = root / "VERSION"
        if stated.exists():
            return stated.read_text(encoding="utf-8").split()[0].removeprefix(source.name)
    return "unknown"
