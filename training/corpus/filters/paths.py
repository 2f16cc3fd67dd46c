"""Files known by their names: vendored copies, data of tests, lock files, compiled output."""

import re

_VENDORED = re.compile(
    r"(^|/)(node_modules|bower_components|third[-_]?party|3rd[-_]?party|_?vendor(ed|ized)?|extern(al|als)?|deps|subprojects"
    r"|site-packages|contrib/minizip)/",
    re.IGNORECASE,
)
_TEST_DATA = re.compile(
    r"(^|/)(fixtures?|test[-_]?data|tests?/data|snapshots?|__snapshots__|goldens?|corpus|corpora|baselines|testcases)/",
    re.IGNORECASE,
)
_LOCK = re.compile(
    r"(^|/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|cargo\.lock|go\.sum"
    r"|composer\.lock|\.package-lock\.json|composer\.json|tsconfig\.tsbuildinfo)$",
    re.IGNORECASE,
)
_COMPILED = re.compile(
    r"\.min\.(js|css)$|[-.](umd|cjs|esm|bundle)(\.prod(uction)?)?\.(js|mjs)$|\.d\.[cm]?ts$|_pb2(_grpc)?\.pyi?$|\.pb(\.gw)?\.go$"
    r"|\.pb\.(cc|h)$|zz_generated|(^|/)(parser|lexer)\.out$|_generated\.\w+$|\.gen\.\w+$",
    re.IGNORECASE,
)
_OUTPUT_FOLDER = re.compile(
    r"(^|/)(dist(-[\w.-]+)?|umd|cjs|_cjs|_esm|commonjs|lib-commonjs|lib-amd|amd|bundles|fesm\d+|esm\d+|min)/.*\.[cm]?[jt]sx?$",
    re.IGNORECASE,
)


def path_reason(path: str) -> str | None:
    """Why a path is not taken, or None."""
    if _VENDORED.search(path):
        return "vendored"
    if _TEST_DATA.search(path):
        return "test data"
    if _LOCK.search(path):
        return "lock file"
    if _COMPILED.search(path) or _OUTPUT_FOLDER.search(path):
        return "compiled output"
    return None
