"""Runs one check program within limits, and tells how it ended.

Standard input: one line of JSON with the limits and a token, then the program. Standard output: one line of JSON with
that token; a program that ends the process itself never gets to write it.
"""

import json
import os
import signal
import sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# Audit events (https://docs.python.org/3/library/audit_events.html) that no solution has a reason for.
DENIED = (
    "ctypes.",
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.kill",
    "os.killpg",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "pty.",
    "shutil.",
    "signal.pthread_kill",
    "socket.",
    "subprocess.",
    "syslog.",
    "winreg.",
)


def limit(limits):
    try:
        import resource
    except ImportError:
        return
    cpu = limits["cpuSeconds"]
    wanted = {
        "RLIMIT_CPU": (cpu, cpu + 1),
        "RLIMIT_AS": (limits["memoryBytes"],) * 2,
        "RLIMIT_FSIZE": (limits["fileBytes"],) * 2,
        "RLIMIT_NOFILE": (limits["files"],) * 2,
        "RLIMIT_NPROC": (limits["processes"],) * 2,
        "RLIMIT_CORE": (0, 0),
    }
    for name, value in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), value)
        except (AttributeError, ValueError, OSError):
            pass  # Not every system has every one.


def guard(folder):
    """Denies processes, signals, sockets, and writing outside `folder`. A hook cannot be taken away again."""
    inside = os.path.realpath(folder) + os.sep
    realpath = os.path.realpath

    def hook(event, args):
        if event.startswith(DENIED):
            raise PermissionError(f"{event} is not allowed here")
        if event == "open" and args[2] is not None and args[2] & WRITING:
            path = args[0]
            if not isinstance(path, int) and not realpath(os.fsdecode(path)).startswith(inside):
                raise PermissionError("writing is not allowed here")

    sys.addaudithook(hook)


def main():
    limits = json.loads(sys.stdin.buffer.readline())
    program = sys.stdin.buffer.read().decode()
    answer = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)

    def end(outcome, error=None):
        result = {"token": limits["token"], "outcome": outcome, "error": error}
        os.write(answer, (json.dumps(result) + "\n").encode())
        os._exit(0)

    if hasattr(signal, "SIGXCPU"):
        # A second later the kernel ends the process, whatever it does.
        signal.signal(signal.SIGXCPU, lambda *_: end("time"))
    limit(limits)
    guard(os.getcwd())
    try:
        exec(compile(program, "check.py", "exec"), {"__name__": "__main__"})
    except BaseException as error:  # SystemExit, too: it ended before its check did.
        end("failed", type(error).__name__)
    end("passed")


main()
