"""Keys, tokens and lists of addresses."""

import math
import re
from collections import Counter

_KNOWN = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*(?:\\n|\s|[\"'+,])*[A-Za-z0-9+/=]{40}"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{9}(?!EXAMPLE)[0-9A-Z]{7}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{60,}"
    r"|\bglpat-[A-Za-z0-9_-]{20}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{20,}"
    r"|\bAIza[0-9A-Za-z_-]{35}\b"
    r"|\b[sr]k_live_[A-Za-z0-9]{20,}"
    r"|\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{40,}"
    r"|\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b"
    r"|\bnpm_[A-Za-z0-9]{36}\b|\bpypi-[A-Za-z0-9_-]{60,}"
    r"|\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}"
)
#: A text without any of these needs no closer look: the pattern is slow.
_BEGINNINGS = (
    "PRIVATE KEY", "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "AIza", "_live_", "sk-",
    "SG.", "npm_", "pypi-", "eyJ",
)  # fmt: skip
_QUOTED = re.compile(r"[\"']([A-Za-z0-9+/_=-]{24,})[\"']")
_NAME_BEFORE = re.compile(
    r"(?:password|passwd|secret|api_?key|access_?key|auth_?token|access_?token|private_?key|credential)\w*[\"']?\s*(?:=>|[:=])\s*\Z",
    re.IGNORECASE,
)
#: Characters before a value in which the name that it is assigned to stands.
_NAME_WITHIN = 80
#: Bits per character above which an assigned value is no word.
_ENTROPY = 3.8
#: An address from its @ on: a pattern that begins with a letter would try every word.
_ADDRESS = re.compile(r"(?<=[\w+-])@[\w-]+\.[\w.-]+")
#: Characters before the @, about.
_LOCAL_PART = 8
#: The share of a text that addresses may take, and how many a header may hold at all.
_MOST_OF_TEXT = 0.1
_MOST_ADDRESSES = 10


def holds_secret(text: str) -> bool:
    """Whether a text holds a private key, a token of a known form, or a random value assigned to a secret's name."""
    if any(beginning in text for beginning in _BEGINNINGS) and _KNOWN.search(text):
        return True
    return any(
        _is_random(match.group(1)) and _NAME_BEFORE.search(text, max(0, match.start() - _NAME_WITHIN), match.start()) is not None
        for match in _QUOTED.finditer(text)
    )


def _is_random(value: str) -> bool:
    if not (re.search(r"\d", value) and re.search(r"[A-Za-z]", value)):
        return False
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values()) > _ENTROPY


def is_mostly_addresses(text: str) -> bool:
    """Whether a text is a list of e-mail addresses. A few in a header are not."""
    if text.count("@") <= _MOST_ADDRESSES:
        return False
    addresses = _ADDRESS.findall(text)
    return len(addresses) > _MOST_ADDRESSES and sum(len(address) + _LOCAL_PART for address in addresses) > _MOST_OF_TEXT * len(text)
