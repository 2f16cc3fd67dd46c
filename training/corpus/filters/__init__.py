"""What keeps a file out of the corpus. Each module has one idea; `text_verdict` asks those about a text in turn."""

from ..licences import header_forbids
from .generated import is_generated
from .minified import is_minified
from .repetition import is_repetitive
from .secrets import holds_secret, is_mostly_addresses

#: Sizes of a file that is taken, in bytes of UTF-8.
SHORTEST = 200
LONGEST = 200_000


def bytes_verdict(data: bytes) -> str | None:
    """Why a file is dropped by its size, or None."""
    if len(data) < SHORTEST:
        return "too short"
    if len(data) > LONGEST:
        return "too long"
    return None


def text_verdict(text: str, language: str) -> str | None:
    """Why a file is dropped by its text, or None."""
    if header_forbids(text):
        return "licence of the file"
    if is_generated(text):
        return "generated"
    if is_minified(text, language):
        return "minified or data"
    if holds_secret(text):
        return "secret"
    if is_mostly_addresses(text):
        return "addresses"
    if is_repetitive(text):
        return "repetitive"
    return None


def decode(data: bytes) -> str | None:
    """The text of a file with line feeds as line ends, or None if it is not UTF-8 or holds a NUL."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
