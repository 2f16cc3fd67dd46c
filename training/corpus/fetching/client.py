"""Runs a registry's client."""

import os
import subprocess
import sys
from pathlib import Path

#: Seconds that one call may take.
_LONGEST = 1800


def run_client(command: list[str], folder: Path, **environment: str) -> bool:
    """Runs a client in a folder, at low priority, its output on standard error. Returns whether it succeeded.

    A client that is not installed counts as a failure: the other ecosystems go on.
    """
    try:
        done = subprocess.run(
            ["nice", *command],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False
    return done.returncode == 0
