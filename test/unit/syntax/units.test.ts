import { describe, expect, it } from 'vitest';
import type { UnitKind } from '../../../language-tokenizers/syntax/unit';
import { crlf, fixture, fixtures, syntax } from './support';

/** What a reader of the fixture would say: the first unit with this text, or with "after" the first after it. */
const EXPECTED: Record<string, [text: string, kind: UnitKind, after?: string][]> = {
  'ring_buffer.c': [
    ['/*\n * A ring buffer of samples, one writer and one reader.\n */', 'comment'],
    ['#include', 'directive'],
    ['<stdint.h>', 'string'],
    ['"ring_buffer.h"', 'string'],
    ['#define', 'directive'],
    ['defined', 'directive'],
    ['&&', 'operator'],
    ['#else', 'directive'],
    ['#endif', 'directive'],
    ['((void)0)', 'directive'],
    ['struct', 'keyword'],
    ['uint32_t', 'type'],
    ['"full \\"now\\" 🎉"', 'string'],
    ['unsigned', 'type'],
    ['NULL', 'keyword'],
    ['malloc', 'identifier'],
    ['->', 'operator'],
    ['1u', 'number'],
    ['// a power of two', 'comment'],
    ['#pragma', 'directive'],
    ['0.0e0', 'number'],
    ['0x1p-3f', 'number'],
  ],
  'matrix.cpp': [
    ['<algorithm>', 'string'],
    ['template', 'keyword'],
    ['<', 'punctuation', 'template'],
    ['T', 'type'],
    ['3', 'number'],
    ['Matrix', 'type'],
    ['"bye 👋\\n"', 'string'],
    ['<<', 'operator'],
    ['auto', 'keyword'],
    ['->', 'operator'],
    ['bool', 'type'],
    ['::', 'punctuation'],
    ['R"(raw "text")"', 'string'],
    ["L'\\n'", 'string'],
    ["1'000.5e-6", 'number'],
    ['nullptr', 'keyword'],
    ['?', 'operator'],
    ['0xFFu', 'number'],
  ],
  'inventory.py': [
    ['#!/usr/bin/env python3', 'comment'],
    ['"""Counts what is in stock. 📦"""', 'string'],
    ['1_000', 'number'],
    ['2.5e-3j', 'number'],
    ['@', 'punctuation'],
    ['Item', 'type'],
    ['str', 'type'],
    ['Optional', 'type', 'price'],
    ['float', 'type'],
    ['None', 'keyword'],
    ['f"', 'string'],
    ['{', 'punctuation', 'f"'],
    ['self', 'identifier', 'f"'],
    ['!r', 'operator'],
    ['>20', 'string'],
    ["r'\\d+'", 'string'],
    ['"EUR\\n"', 'string'],
    ['# nested', 'comment'],
    ['async', 'keyword'],
    ["'too many 🛒'", 'string'],
    ["' items'", 'string'],
    ['**', 'operator', 'lambda'],
    ['\\', 'punctuation'],
    ['...', 'operator'],
    ['@', 'operator', 'scale'],
    ['b"\\x00"', 'string'],
    ['0b101', 'number'],
  ],
  'store.js': [
    ['#!/usr/bin/env node', 'comment'],
    ["'use strict'", 'string'],
    ['/** Emoji are two UTF-16 units each: 🚀. */', 'comment'],
    ['`', 'string'],
    ['hello ', 'string'],
    ['${', 'punctuation'],
    ['??', 'operator'],
    ['\\n', 'string'],
    ['`no holes here`', 'string'],
    ['/^\\s*([a-z]+)=(.*)$/gi', 'string'],
    ['Store', 'type'],
    ['Map', 'type'],
    ['#limit', 'identifier'],
    ['10n', 'number'],
    ['this', 'keyword'],
    ['>=', 'operator'],
    ['await', 'keyword'],
    ['?.', 'operator'],
    ['=>', 'operator'],
    ['undefined', 'keyword'],
    ['...', 'operator'],
    ["'key-up'", 'string'],
    ['?', 'operator', "'a'"],
    [':', 'operator', '1.5e3'],
  ],
  'shapes.ts': [
    ['type', 'keyword'],
    ['Point', 'type', 'Drawable'],
    ['// Areas of shapes 📐', 'comment'],
    ['number', 'type'],
    ['|', 'operator'],
    ['`auto`', 'string'],
    ['Unit', 'type'],
    ['0.3048', 'number'],
    ['Drawable', 'type'],
    ['<', 'punctuation', 'Drawable'],
    ['object', 'type'],
    ['readonly', 'keyword'],
    ['void', 'type'],
    ['Base', 'type'],
    ['@', 'punctuation'],
    ['keyof', 'keyword'],
    ['unknown', 'type'],
    ['!', 'operator', 'label'],
    ['null', 'keyword'],
    ['2n', 'number'],
  ],
  'counter.tsx': [
    ['React', 'identifier'],
    ['Props', 'type'],
    ['FC', 'type', 'Counter'],
    ['<', 'punctuation', 'return'],
    ['section', 'identifier'],
    ['"counter"', 'string'],
    ['/* the 🔢 itself */', 'comment'],
    ['&amp;', 'string'],
    ['one more\n        please', 'string'],
    ['>', 'operator', 'disabled'],
    ['</', 'punctuation'],
    ['/>', 'punctuation'],
    ['99', 'number'],
  ],
  'Ledger.java': [
    ['package', 'keyword'],
    ['/**\n * Books of account. 📒\n */', 'comment'],
    ['SuppressWarnings', 'type'],
    ['Ledger', 'type'],
    ['<', 'punctuation', 'Ledger'],
    ['long', 'type'],
    ['0xFFFF_FFFFL', 'number'],
    ['int', 'type'],
    ['super', 'keyword'],
    ['"empty: \\"no\\" entries 📭\\n"', 'string'],
    ['->', 'operator'],
    ['1.5e-3d', 'number'],
    ["'-'", 'string'],
    ['null', 'keyword'],
    ['"""\n                a text\n                  block"""', 'string'],
    ['// once', 'comment'],
  ],
  'server.go': [
    ['// Package server answers requests. 🛰️', 'comment'],
    ['"context"', 'string'],
    ['iota', 'keyword'],
    ['0x1F', 'number'],
    ['Handler', 'type'],
    ['string', 'type'],
    ['`json:"items,omitempty"`', 'string'],
    ['<-', 'operator'],
    ['nil', 'keyword', 'ListenAndServe'],
    [':=', 'operator'],
    ['&^', 'operator'],
    ["'λ'", 'string'],
    ['2i', 'number'],
    ['"sum 🧮\\n"', 'string'],
    ['loop', 'identifier'],
    ['fallthrough', 'keyword'],
  ],
  'parser.rs': [
    ['//! A parser for key = value lines. 🦀', 'comment'],
    ['/// One line of input.', 'comment'],
    ["'a", 'identifier'],
    ['<', 'punctuation', 'Line'],
    ['u32', 'type'],
    ['0xFF_u64', 'number'],
    ['/* may /* be */ absent */', 'comment'],
    ['Self', 'type'],
    ['mut', 'keyword'],
    ['"empty line 🫙\\n"', 'string'],
    ['macro_rules!', 'keyword'],
    ['$k', 'identifier'],
    ["b'x'", 'string'],
    ['r#"raw "b""#', 'string'],
    ["'outer", 'identifier'],
    ['1.5e3_f64', 'number'],
    ['|', 'punctuation', 'add'],
  ],
};

describe.each(fixtures)('units of $file', ({ file, language, text }) => {
  it.each(['LF', 'CRLF'])(
    'are ordered, apart and cover every character that is not blank (%s)',
    async (eol) => {
      const source = eol === 'LF' ? text : crlf(text);
      const document = await syntax.open(language, source);
      try {
        expect(document.hasErrors).toBe(false);
        const bare = source.split('');
        let end = 0;
        for (const unit of document.units()) {
          expect(unit.start).toBeGreaterThanOrEqual(end);
          expect(unit.end).toBeGreaterThan(unit.start);
          expect(source.slice(unit.start, unit.end)).toMatch(/\S/);
          bare.fill(' ', unit.start, unit.end);
          end = unit.end;
        }
        expect(bare.join('').trim()).toBe('');
      } finally {
        document.dispose();
      }
    },
  );

  it('have the kinds a reader expects', async () => {
    const document = await syntax.open(language, text);
    const units = document.units().map((unit) => ({ ...unit, text: text.slice(unit.start, unit.end) }));
    document.dispose();
    expect(units.filter((unit) => unit.kind === 'other')).toEqual([]);
    const expected = EXPECTED[file]!;
    const got = expected.map(([wanted, , after]) => {
      const from = after === undefined ? 0 : units.findIndex((unit) => unit.text === after) + 1;
      return [wanted, units.slice(from).find((unit) => unit.text === wanted)?.kind, after];
    });
    expect(got).toEqual(expected.map(([wanted, kind, after]) => [wanted, kind, after]));
  });

  it('of any range are those of the whole that touch it', async () => {
    const document = await syntax.open(language, text);
    const all = document.units();
    for (let start = 0; start < text.length; start += 37) {
      for (const length of [0, 1, 80]) {
        const end = Math.min(text.length, start + length);
        expect(document.units(start, end)).toEqual(
          all.filter((unit) => unit.end > start && unit.start < end),
        );
      }
      expect(document.unitAt(start)).toEqual(all.find((unit) => unit.start <= start && start < unit.end));
    }
    document.dispose();
  });
});

it('CRLF changes no unit but those that span lines', async () => {
  const { language, text } = fixture('parser.rs');
  const read = async (source: string) => {
    const document = await syntax.open(language, source);
    const units = document.units().map((unit) => [unit.kind, source.slice(unit.start, unit.end)]);
    document.dispose();
    return units;
  };
  expect(await read(crlf(text))).toEqual(await read(text));
});
