import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** Imports that only the VS Code shell may make. */
const VSCODE = {
  name: 'vscode',
  message: 'Only extension/ may import vscode: pass what you need as an argument.',
};
const NODE = {
  group: [
    'node:*',
    'fs',
    'fs/*',
    'path',
    'os',
    'worker_threads',
    'child_process',
    'crypto',
    'url',
    'util',
    'buffer',
  ],
  message: 'This code must also run in a browser: take what you need as an argument instead of from Node.',
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/fixtures/', '.vscode-test/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // With noUncheckedIndexedAccess a typed-array read in a hot loop needs its "!"; bounds are the loop's.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      'import-x/no-cycle': 'error',
      // The one-way rule of docs/architecture.md: language-tokenizers <- sidecar <- extension | cli.
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: [
            {
              target: './language-tokenizers',
              from: './',
              except: ['./language-tokenizers', './node_modules'],
            },
            {
              target: './node',
              from: './',
              except: ['./node', './language-tokenizers', './node_modules'],
            },
            {
              target: './sidecar',
              from: './',
              except: ['./sidecar', './node', './language-tokenizers', './node_modules'],
            },
            {
              target: './extension',
              from: './sidecar',
              except: ['./protocol', './connect.ts'],
              message: 'Of the sidecar, the extension sees its protocol and how to start it, nothing else.',
            },
            { target: './extension', from: './cli' },
            { target: './cli', from: './extension' },
            {
              target: './cli',
              from: './sidecar',
              except: ['./protocol', './connect.ts'],
              message: 'Of the sidecar, the CLI sees its protocol and how to start it, nothing else.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['language-tokenizers/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [VSCODE], patterns: [NODE] }] },
  },
  {
    files: ['sidecar/**/*.ts', 'cli/**/*.ts', 'node/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [VSCODE] }] },
  },
  {
    // The token half of the shell also runs in vscode.dev; Node comes in through extension/node/ alone.
    files: ['extension/**/*.ts'],
    ignores: ['extension/node/**', 'extension/sidecar/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NODE] }] },
  },
  {
    files: ['cli/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'Buffer',
          'URL',
          'performance',
          'AbortSignal',
          'AbortController',
          'TextDecoder',
          'TextEncoder',
          'document',
          'getComputedStyle',
          'window',
          'setInterval',
          'clearInterval',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
