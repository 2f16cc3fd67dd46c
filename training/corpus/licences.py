"""Which licences the corpus takes, and what a file's or package's own words say about it.

Names are SPDX identifiers. Debian's short names and the free text of Python's metadata are translated.
"""

import re

#: The licences that are taken.
PERMISSIVE = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "MIT-0",
        "PSF-2.0", "Unlicense", "Zlib", "public-domain",
    }
)  # fmt: skip

_NAMES: tuple[tuple[str, str], ...] = (
    (r"public[- ]domain|pd", "public-domain"),
    (r"(the )?(mit|expat)( licen[cs]e)?( \(mit\))?", "MIT"),
    (r"bsd-c3|(new |modified |3-clause )?bsd([- ]3([- ]clause)?)?( licen[cs]e)?( \(3-clause\))?", "BSD-3-Clause"),
    (r"(simplified |2-clause )bsd( licen[cs]e)?|bsd[- ]?2([- ]clause)?( licen[cs]e)?", "BSD-2-Clause"),
    (r"(the )?apache([- ]software)?( licen[cs]e)?,?[- ]*(version )?v?2?(\.0)?( licen[cs]e)?", "Apache-2.0"),
    (r"https?://(www\.)?apache\.org/licenses/license-2\.0(\.txt|\.html)?", "Apache-2.0"),
    (r"isc( licen[cs]e)?( \(iscl\))?", "ISC"),
    (r"zlib(/libpng)?( licen[cs]e)?", "Zlib"),
    (r"psf(-2(\.0)?)?|python software foundation licen[cs]e|python-2\.0(\.\d)?", "PSF-2.0"),
    (r"(the )?unlicense( \(unlicense\))?", "Unlicense"),
    (r"cc0(-1\.0)?( universal)?", "CC0-1.0"),
    (r"bsl-1(\.0)?|boost(-1\.0)?|boost software licen[cs]e( 1\.0)?( \(bsl-1\.0\))?", "BSL-1.0"),
)
_NAME_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), spdx) for pattern, spdx in _NAMES)


_EXCEPTION = re.compile(r"\s+with\s+[\w.-]+(\s+exception)?", re.IGNORECASE)
#: What stands between the names of an expression. A slash is crates' old way to write OR.
_BETWEEN = re.compile(r"(\(|\)|,?\s+(?:or|and)\s+|/(?!/|libpng))", re.IGNORECASE)


def normal_name(name: str) -> str:
    """The SPDX identifier for one licence's name, or the name as it is when it is none of ours."""
    stripped = name.strip()
    if stripped in PERMISSIVE:
        return stripped
    for pattern, spdx in _NAME_PATTERNS:
        if pattern.fullmatch(stripped):
            return spdx
    return stripped


def normal_expression(expression: str) -> str:
    """An expression with its names as SPDX has them, and OR for a slash."""
    whole = normal_name(expression)
    if whole in PERMISSIVE:
        return whole
    return "".join(_normal_part(part) for part in _BETWEEN.split(expression.strip()))


def _normal_part(part: str) -> str:
    if part == "/":
        return " OR "
    if _BETWEEN.fullmatch(part):
        return part if part in "()" else f" {part.strip(' ,').upper()} "
    return normal_name(part)


def is_permissive(expression: str) -> bool:
    """Whether an SPDX expression (or Debian's, with `and` and `or`) lets us choose licences of our list only.

    An exception (`WITH …`) only ever adds permissions, so it is ignored.
    """
    if normal_name(expression) in PERMISSIVE:
        return True
    tokens = [token for token in _BETWEEN.split(_EXCEPTION.sub("", expression.strip())) if token.strip()]
    value, rest = _either(tokens)
    return value and not rest


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _both(tokens)
    while rest and rest[0].strip(" ,").lower() in ("or", "/"):
        right, rest = _both(rest[1:])
        value = value or right
    return value, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _term(tokens)
    while rest and rest[0].strip(" ,").lower() == "and":
        right, rest = _term(rest[1:])
        value = value and right
    return value, rest


def _term(tokens: list[str]) -> tuple[bool, list[str]]:
    if not tokens:
        return False, []
    if tokens[0] == "(":
        value, rest = _either(tokens[1:])
        return (value, rest[1:]) if rest and rest[0] == ")" else (False, rest)
    return normal_name(tokens[0]) in PERMISSIVE, tokens[1:]


#: Conditions that some texts add to the known ones: BSD's advertising clause, limits of use.
_FURTHER_CONDITION = re.compile(
    r"advertising\s+materials|nuclear|non-?commercial|not\s+for\s+commercial|evil|academic\s+(?:use|purposes)|research\s+purposes",
    re.IGNORECASE,
)

_TEXTS: tuple[tuple[str, str], ...] = (
    (r"Apache License,?\s+Version 2\.0", "Apache-2.0"),
    (r"Permission is hereby granted, free of charge, to any person or organization", "BSL-1.0"),
    (r"Permission is hereby granted, free of charge, to any\s+person obtaining a\s+copy", "MIT"),
    (r"Permission to use, copy, modify, and(?:/or)? distribute this software", "ISC"),
    (r"PYTHON SOFTWARE FOUNDATION LICENSE", "PSF-2.0"),
    (r"Redistribution and use in source and binary forms", "BSD-3-Clause"),
    (r"This software is provided 'as-is', without any express or implied", "Zlib"),
    (r"This is free and unencumbered software released into the public domain", "Unlicense"),
    (r"CC0 1\.0 Universal", "CC0-1.0"),
)


def licence_of_text(text: str) -> str | None:
    """The licence whose words a LICENSE file holds, or None. A copyleft licence or a further condition gives None."""
    if copyleft_in(text) or _FURTHER_CONDITION.search(text):
        return None
    flat = re.sub(r"\s+", " ", text)
    for pattern, spdx in _TEXTS:
        if re.search(pattern, flat):
            if spdx == "BSD-3-Clause" and not re.search(r"(?i)neither the name|may not be used to endorse", flat):
                return "BSD-2-Clause"
            return spdx
    return None


_COPYLEFT = re.compile(
    r"\b[AL]?GPL(?:v?\d|-|\b)|GNU (?:\w+ )?(?:General|Lesser|Library|Affero)\b|Mozilla Public Licen|\bMPL[- /v]?\d"
    r"|Eclipse Public Licen|\bEPL[- ]?v?\d|CDDL|European Union Public Licen|Server Side Public Licen|Business Source Licen"
    r"|Commons Clause|(?i:CC[- ]BY[- ](?:NC|ND|SA))|Attribution-(?:NonCommercial|NoDerivs|ShareAlike)",
)
_SPDX_LINE = re.compile(r"SPDX-License-Identifier:\s*([^\n*\"'#;<]+)")

#: How many characters of a file count as its header.
HEADER = 3000


def copyleft_in(text: str) -> bool:
    """Whether a text names a copyleft or non-commercial licence."""
    return _COPYLEFT.search(text) is not None


def header_forbids(text: str) -> bool:
    """Whether a file's own header puts it under a licence that is not ours, whatever its package says."""
    header = text[:HEADER]
    spdx = _SPDX_LINE.search(header)
    if spdx and not is_permissive(spdx.group(1)):
        return True
    return copyleft_in(header)
