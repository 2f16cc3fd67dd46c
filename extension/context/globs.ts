/**
 * Whether a pattern of VS Code's `files.exclude` hides a file: it matches the path, or a folder above it. Of the
 * patterns: `*`, `**`, `?`, `{a,b}`, `[a-z]`, `[!a-z]`.
 *
 * @param path relative to the workspace's folder, with slashes
 */
export function hides(pattern: string, path: string): boolean {
  const matcher = globRegExp(pattern);
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (matcher.test(path.slice(0, end))) return true;
  }
  return false;
}

/** A pattern that can't be read hides nothing, as in VS Code. */
function globRegExp(pattern: string): RegExp {
  try {
    return new RegExp(`^${sourceOf(pattern.replace(/^\/|\/(?:\*\*)?$/g, ''))}$`, 'u');
  } catch {
    return /^(?!)/;
  }
}

function sourceOf(pattern: string): string {
  let depth = 0;
  return pattern.replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|\[!?[^\]]*\]|[\\^$.|+()[\]/]/g, (piece) => {
    switch (piece) {
      case '**/':
        return '(?:[^/]+/)*';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        depth++;
        return '(?:';
      case '}':
        return depth-- > 0 ? ')' : '\\}';
      case ',':
        return depth > 0 ? '|' : ',';
    }
    if (piece.length > 1) return piece.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return `\\${piece}`;
  });
}
