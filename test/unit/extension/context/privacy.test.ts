import { describe, expect, it, test } from 'vitest';
import { hides } from '../../../../extension/context/globs';
import { isSecretPath } from '../../../../extension/context/secretNames';

test.each([
  ...[
    '.env',
    'app/.env',
    '.env.local',
    'prod.env',
    'a/.envrc',
    '.npmrc',
    '.netrc',
    'id_rsa',
    'ID_ED25519.pub',
  ],
  ...['server.pem', 'tls/Server.KEY', 'a.p12', 'a.pfx', 'store.jks', 'k.kdbx', 'x.tfvars', 'x.tfstate'],
  ...['secrets.yaml', 'secret.json', 'credentials', 'credentials.json', '.git-credentials', '.htpasswd'],
  ...['/home/me/.ssh/config', '/home/me/.aws/config', '/home/me/.kube/config'],
])('%s is likely to hold secrets', (path) => {
  expect(isSecretPath(path)).toBe(true);
});
test.each([
  ...['a.ts', 'environment.ts', 'env.py', 'src/env/index.ts', 'keys.ts', 'monkey.ts', 'secretNames.ts'],
  ...['credentials.ts', 'ssh/config.ts', 'pem.c', 'docs/secrets/a.md'],
])('%s is code', (path) => {
  expect(isSecretPath(path)).toBe(false);
});

describe('patterns of files.exclude', () => {
  test.each([
    ['**/.git', '.git/config'],
    ['**/.git', 'a/b/.git/config'],
    ['**/node_modules', 'node_modules/a/b.js'],
    ['out', 'out/a.js'],
    ['out/', 'out/a/b.js'],
    ['out/**', 'out/a/b.js'],
    ['/out', 'out/a.js'],
    ['**/*.js', 'a.js'],
    ['**/*.js', 'b/c/a.js'],
    ['**/*.{js,map}', 'b/a.map'],
    ['a?c/*.[ch]', 'abc/x.h'],
    ['**/[!a]*.ts', 'x/b.ts'],
    ['a+b(1)/x.ts', 'a+b(1)/x.ts'],
  ])('%s hides %s', (pattern, path) => {
    expect(hides(pattern, path)).toBe(true);
  });
  test.each([
    ['out', 'src/out/a.js'],
    ['*.js', 'b/a.js'],
    ['**/*.js', 'a.jsx'],
    ['**/.git', '.gitignore'],
    ['**/[!a]*.ts', 'x/a.ts'],
    ['a?c/*.[ch]', 'a/c/x.h'],
    ['x.ts', 'xyts'],
    ['', 'a.ts'],
  ])('%s does not hide %s', (pattern, path) => {
    expect(hides(pattern, path)).toBe(false);
  });
  it('that make no sense hide nothing', () => {
    expect(hides('[z-a]', 'a')).toBe(false);
    expect(hides('{a,b', 'a')).toBe(false);
  });
});
