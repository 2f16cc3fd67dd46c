"""Sources that a package carries inside its source maps (`sourcesContent`): TypeScript, where only JavaScript was published."""

import json
import posixpath
import re


def sources_in_map(path: str, data: bytes) -> list[tuple[str, bytes]]:
    """The TypeScript sources that a map at `path` embeds, each with a path inside the package. A broken map has none."""
    try:
        content = json.loads(data)
        names, texts = content.get("sources") or [], content.get("sourcesContent") or []
        root = content.get("sourceRoot") or ""
    except (ValueError, AttributeError):
        return []
    found: list[tuple[str, bytes]] = []
    for name, text in zip(names, texts):
        if isinstance(name, str) and isinstance(text, str) and re.search(r"\.[cm]?tsx?$", name):
            found.append((_inside(path, posixpath.join(root, name)), text.encode("utf-8", "surrogatepass")))
    return found


def _inside(path: str, name: str) -> str:
    name = re.sub(r"^\w+:/*(\.\.?/)*", "", name)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)).lstrip("/")
    return re.sub(r"^(\.\./)+", "", joined)
