import { expect, it } from 'vitest';
import {
  languageById,
  languageOfDocument,
  languageOfFile,
  LANGUAGES,
} from '../../../language-tokenizers/syntax/languages';

it.each([
  ['c', 'c'],
  ['cpp', 'cpp'],
  ['python', 'python'],
  ['javascript', 'javascript'],
  ['javascriptreact', 'javascript'],
  ['typescript', 'typescript'],
  ['typescriptreact', 'tsx'],
  ['java', 'java'],
  ['go', 'go'],
  ['rust', 'rust'],
  ['cuda-cpp', 'cuda'],
  ['FortranFreeForm', 'fortran'],
  ['FortranFixedForm', 'fortran-fixed'],
  ['csharp', 'csharp'],
  ['shellscript', 'bash'],
  ['jsonc', 'json'],
  ['dockercompose', 'yaml'],
  ['plaintext', undefined],
])('VS Code language %s is %s', (id, expected) => {
  expect(languageById(id)?.id).toBe(expected);
});

it.each([
  ['a/b/main.c', 'c'],
  ['C:\\src\\MAIN.CPP', 'cpp'],
  ['x.d.ts', 'typescript'],
  ['App.tsx', 'tsx'],
  ['index.jsx', 'javascript'],
  ['SConstruct', 'python'],
  ['dir.py/README', undefined],
  ['.rs', 'rust'],
  ['Makefile', undefined],
  ['', undefined],
  ['kernel.cuh', 'cuda'],
  ['solver.F90', 'fortran'],
  ['dgemm.f', 'fortran-fixed'],
  ['OLD.FOR', 'fortran-fixed'],
  ['legacy.f77', 'fortran-fixed'],
  ['Gemfile', 'ruby'],
  ['.bashrc', 'bash'],
  ['build.gradle.kts', 'kotlin'],
  ['Cargo.lock', 'toml'],
  ['.prettierrc', 'json'],
  ['README.md', 'markdown'],
  ['App.vue', 'vue'],
])('file %s is %s', (path, expected) => {
  expect(languageOfFile(path)?.id).toBe(expected);
});

it.each([
  ['run', '#!/usr/bin/env python3\nprint(1)', 'python'],
  ['run', '#! /bin/sh -e\n', 'bash'],
  ['run', '#!/usr/bin/env -S node --test\r\n', 'javascript'],
  ['run', '#!/usr/local/bin/ruby2.7', 'ruby'],
  ['run', '\uFEFF#!/usr/bin/env LANG=C lua5.4\n', 'lua'],
  ['run', '#!/usr/bin/perl\n', undefined],
  ['run', 'no script', undefined],
  ['run.txt', '#!/bin/bash\n', 'bash'],
  ['vector.h', 'int add(int a, int b);\n/* a class of its own */', 'c'],
  ['vector.h', '#pragma once\n#include <vector>\nnamespace a {\n  class B;\n}', 'cpp'],
  ['vector.h', 'template <typename T> T max(T a, T b);', 'cpp'],
  [
    'vector.h',
    '#ifdef __cplusplus\nextern "C" {\n#endif\nvoid f(void);\n#ifdef __cplusplus\n}\n#endif\n',
    'c',
  ],
  ['main.f', 'program main\n  implicit none\n  integer :: i\nend program', 'fortran'],
  ['main.f', 'C     fixed\n      PROGRAM MAIN\n      END', 'fortran-fixed'],
])('file %s that starts %j is %s', (path, text, expected) => {
  expect(languageOfFile(path, text)?.id).toBe(expected);
});

it.each([
  ['fortran', 'a.f', 'fortran-fixed'],
  ['fortran', 'a.f90', 'fortran'],
  ['fortran', 'untitled', 'fortran'],
  ['FortranFreeForm', 'a.f', 'fortran'],
  ['FortranFixedForm', 'a.f90', 'fortran-fixed'],
  ['cpp', 'a.h', 'cpp'],
  ['c', 'a.cpp', 'c'],
  ['python', 'a.txt', 'python'],
  ['plaintext', 'a.rs', 'rust'],
  ['plaintext', 'a.txt', undefined],
])('a document of language %s named %s is %s', (id, path, expected) => {
  expect(languageOfDocument(id, path)?.id).toBe(expected);
});

it('no two languages share an id, an extension, a file name or an interpreter', () => {
  for (const of of [
    LANGUAGES.map((one) => one.id),
    LANGUAGES.flatMap((one) => one.vscodeIds),
    LANGUAGES.flatMap((one) => one.extensions),
    LANGUAGES.flatMap((one) => one.fileNames ?? []),
    LANGUAGES.flatMap((one) => one.interpreters ?? []),
  ]) {
    expect(new Set(of).size).toBe(of.length);
  }
});
