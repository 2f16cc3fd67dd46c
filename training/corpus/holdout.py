"""Which projects are held out: whole ones, and with them all that has their name in another registry."""

import hashlib
from collections import Counter, defaultdict

from .languages import MAIN, SHARES

#: The share of each language's bytes, and the number of its projects, that are held out at least.
SHARE = 0.02
PROJECTS = 2
#: A group counts as one of a language's projects from this many bytes of it.
_WORTH = 10_000


def hold_out(sizes: dict[str, Counter[str]], seed: int) -> set[str]:
    """The groups to hold out, of the bytes by language of each group.

    Rare languages choose first. Groups that take a large part of a language are passed over while there are others.
    """
    totals: Counter[str] = Counter()
    for counts in sizes.values():
        totals.update(counts)
    held: set[str] = set()
    of_language: dict[str, list[str]] = defaultdict(list)
    for group in sorted(sizes, key=lambda group: hashlib.blake2b(f"{seed}/{group}".encode()).digest()):
        for language, size in sizes[group].items():
            if size >= min(_WORTH, totals[language] // 20):
                of_language[language].append(group)
    for language in sorted(SHARES, key=lambda language: (language not in MAIN, totals[language], language)):
        largest = SHARE / 4
        groups = of_language[language]
        # A language that only comes along is not worth a large project of another.
        while largest <= (0.5 if language in MAIN else SHARE) and not _enough(held, groups, sizes, language, totals[language]):
            for group in groups:
                if _enough(held, groups, sizes, language, totals[language]):
                    break
                if group not in held and _largest_part(sizes[group], totals) <= largest:
                    held.add(group)
            largest *= 2
    return held


def _enough(held: set[str], groups: list[str], sizes: dict[str, Counter[str]], language: str, total: int) -> bool:
    if total == 0 or len(groups) <= PROJECTS:
        return True
    size = sum(sizes[group][language] for group in held)
    return size >= SHARE * total and sum(group in held for group in groups) >= PROJECTS


def _largest_part(counts: Counter[str], totals: Counter[str]) -> float:
    """The largest part that a group has of any main language (of any at all, if it has no main one)."""
    main = {language: counts[language] for language in counts if language in MAIN} or counts
    return max(size / totals[language] for language, size in main.items())
