import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  identifierParts,
  identifierWords,
  wordSpans,
} from '../../../language-tokenizers/text/identifierWords';

const words = (name: string): string => identifierWords(name).join(' ');

describe('words of identifiers', () => {
  it.each([
    ['getUserName', 'get User Name'],
    ['GetUserName', 'Get User Name'],
    ['get_user_name', 'get user name'],
    ['get-user-name', 'get user name'],
    ['GET_USER_NAME', 'GET USER NAME'],
    ['HTTPServer', 'HTTP Server'],
    ['parseJSON', 'parse JSON'],
    ['XMLHttpRequest', 'XML Http Request'],
    ['getURLsFor', 'get URLs For'],
    ['userIDs', 'user IDs'],
    ['HTTPS', 'HTTPS'],
    ['utf8Decode', 'utf8 Decode'],
    ['utf8_decode', 'utf8 decode'],
    ['HTTP2Server', 'HTTP2 Server'],
    ['sha256sum', 'sha256sum'],
    ['x86_64', 'x86 64'],
    ['__init__', 'init'],
    ['_private', 'private'],
    ['$scope', 'scope'],
    ['Mixed_caseNames-here', 'Mixed case Names here'],
    ['i', 'i'],
    ['', ''],
    ['__', ''],
  ])('%s', (name, expected) => expect(words(name)).toBe(expected));

  it.each([
    ['größeBerechnen', 'größe Berechnen'],
    ['ПолучитьИмя', 'Получить Имя'],
    ['ΜέγιστηΤιμή', 'Μέγιστη Τιμή'],
    ['get用户Name', 'get 用户 Name'],
    ['数据_长度', '数据 长度'],
    ['e\u0301toileFilante', 'e\u0301toile Filante'],
    ['𝒳𝓎Z', '𝒳𝓎 Z'],
    ['नमस्तेदुनिया', 'नमस्तेदुनिया'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('%s, in any script', (name, expected) => expect(words(name)).toBe(expected));

  it('has digits apart where asked', () => {
    expect(identifierWords('utf8Decode_v12b', { digits: 'apart' })).toEqual([
      'utf',
      '8',
      'Decode',
      'v',
      '12',
      'b',
    ]);
  });

  it('parts tile the identifier', () => {
    expect(identifierParts('__get_userName__')).toEqual([5, 10, 16]);
    expect(identifierParts('__')).toEqual([2]);
    expect(identifierParts('')).toEqual([]);
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.constantFrom('a', 'B', '_', '1', '用', 's', '\u0301', '\ud83d')).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(name, (text) => {
        const ends = identifierParts(text);
        expect(ends.at(-1) ?? 0).toBe(text.length);
        expect(ends.every((end, i) => end > (ends[i - 1] ?? 0))).toBe(true);
        let last = 0;
        for (const { start, end } of wordSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });
});
