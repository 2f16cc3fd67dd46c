/** Files that programs write: counted like others, but told apart in summaries, as nobody reads them. */
export type GeneratedKind = 'lock files' | 'minified and maps' | 'generated code';

const LOCK_FILES = new Set([
  'bun.lock',
  'cargo.lock',
  'composer.lock',
  'deno.lock',
  'flake.lock',
  'gemfile.lock',
  'go.sum',
  'gradle.lockfile',
  'mix.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'package.resolved',
  'packages.lock.json',
  'pdm.lock',
  'pipfile.lock',
  'pnpm-lock.yaml',
  'podfile.lock',
  'poetry.lock',
  'pubspec.lock',
  'uv.lock',
  'yarn.lock',
]);
const MINIFIED = /\.min\.(js|mjs|cjs|css)$|\.(js|mjs|cjs|css|ts|mts|cts)\.map$/;
/** Endings that code generators document as theirs: protoc, swagger, Dart's build_runner, Visual Studio's designers. */
const GENERATED =
  /(\.pb\.(go|cc|h)|_pb2(_grpc)?\.pyi?|_pb\.(js|ts)|\.g\.(dart|cs)|\.freezed\.dart|\.designer\.cs)$/;

/** What kind of generated file a name is of, if any. */
export function generatedKind(path: string): GeneratedKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (LOCK_FILES.has(name)) return 'lock files';
  if (MINIFIED.test(name)) return 'minified and maps';
  return GENERATED.test(name) ? 'generated code' : undefined;
}
