"""Answers counted, and printed as the model card has them."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median

from evaluation.tasks import KINDS, Task

_NAME_START = re.compile(r"\w*")

Answer = dict[str, object]


def is_met(task: Task, text: str) -> bool:
    """Whether an answer is what stood there. For a name, only its own characters count: more may follow."""
    if task.kind == "name":
        found = _NAME_START.match(text)
        return found is not None and found.group() == task.expected
    return text.rstrip() == task.expected.rstrip() if task.kind == "rest" else text.strip() == task.expected.strip()


def summarise(tasks: list[Task], results: dict[str, list[Answer]]) -> dict[str, dict[str, object]]:
    """By model: the share that is met by kind, and by language and kind; bits per byte; milliseconds p50 and p95."""
    summary = {}
    for name, answers in results.items():
        met: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for task, answer in zip(tasks, answers, strict=True):
            hit = is_met(task, str(answer["text"]))
            met["all", task.kind].append(hit)
            met[task.language, task.kind].append(hit)
        exact: dict[str, dict[str, float]] = defaultdict(dict)
        for (language, kind), hits in met.items():
            exact[language][kind] = sum(hits) / len(hits)
        summary[name] = {"tasks": len(tasks), "exact": dict(exact), **_bits(tasks, answers), **_times(answers)}
    return summary


def _bits(tasks: list[Task], answers: list[Answer]) -> dict[str, object]:
    bits: dict[str, float] = defaultdict(float)
    size: dict[str, int] = defaultdict(int)
    for task, answer in zip(tasks, answers, strict=True):
        if isinstance(answer.get("bits"), float):
            for language in ("all", task.language):
                bits[language] += answer["bits"]
                size[language] += answer["bytes"]
    return {"bitsPerByte": {language: bits[language] / size[language] for language in bits}} if bits else {}


def _times(answers: list[Answer]) -> dict[str, object]:
    times = {}
    for name in ("firstTokenMs", "totalMs"):
        found = sorted(float(answer[name]) for answer in answers if name in answer)
        if found:
            times[name] = {"p50": median(found), "p95": found[int(len(found) * 0.95)]}
    return times


def print_table(summary: dict[str, dict[str, object]]) -> None:
    asked = {kind for one in summary.values() for kind in one["exact"]["all"]}
    kinds = [kind for kind in KINDS if kind in asked]
    print("| model | " + " | ".join(kinds) + " | bits per byte | first token p50 / p95 | answer p50 / p95 |")
    print("| --- |" + " ---: |" * (len(kinds) + 3))
    for name, one in summary.items():
        exact = one["exact"]["all"]
        cells = [f"{100 * exact[kind]:.1f} %" for kind in kinds]
        bits = one.get("bitsPerByte")
        cells.append(f"{bits['all']:.3f}" if bits else "–")
        for time in ("firstTokenMs", "totalMs"):
            cells.append(f"{one[time]['p50']:.0f} / {one[time]['p95']:.0f} ms" if time in one else "–")
        print(f"| {name} | " + " | ".join(cells) + " |")
    languages = sorted({language for one in summary.values() for language in one["exact"]} - {"all"})
    print("\n| language | " + " | ".join(f"{name} {kind}" for name in summary for kind in kinds) + " |")
    print("| --- |" + " ---: |" * (len(summary) * len(kinds)))
    for language in languages:
        cells = [f"{100 * one['exact'][language][kind]:.0f}" for one in summary.values() for kind in kinds]
        print(f"| {language} | " + " | ".join(cells) + " |")
