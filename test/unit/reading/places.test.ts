import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asRead, placesOf } from '../../../sidecar/reading/places';

const piece = fc.constantFrom('a', 'Z', ' ', '\n', '\r\n', '\r', 'é', '字', '😀', '\ud800', '\ufeff', '\0');
const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const utf8 = new TextEncoder();

/** Cuts the bytes that are read into tokens at will. */
function cut(text: string, cuts: readonly boolean[]): number[] {
  const total = utf8.encode(asRead(text)).length;
  const lengths: number[] = [];
  let length = 0;
  for (let i = 0; i < total; i++) {
    length++;
    if (i === total - 1 || cuts[i]) {
      lengths.push(length);
      length = 0;
    }
  }
  return lengths;
}

it('places tile the text in bytes, and give back the characters that no token cuts', () => {
  fc.assert(
    fc.property(texts, fc.array(fc.boolean(), { minLength: 130, maxLength: 130 }), (text, cuts) => {
      const lengths = cut(text, cuts);
      const places = placesOf(lengths, text);
      const file = utf8.encode(text);
      const read = utf8.encode(asRead(text));
      let at = 0;
      let byte = 0;
      places.forEach((place, i) => {
        expect(place.byteStart).toBe(byte);
        byte = place.byteEnd;
        const bytes = read.subarray(at, (at += lengths[i]!));
        const inText = text.slice(place.start, place.end);
        if (place.partial) {
          const whole = utf8.encode(asRead(inText));
          expect(whole.length).toBeGreaterThan(bytes.length);
          expect(Buffer.from(whole).includes(Buffer.from(bytes))).toBe(true);
        } else {
          expect(utf8.encode(asRead(inText))).toEqual(bytes);
          expect(utf8.encode(inText)).toEqual(file.subarray(place.byteStart, place.byteEnd));
        }
      });
      expect(byte).toBe(file.length);
      expect(places.at(-1)?.end ?? 0).toBe(text.length);
    }),
    { numRuns: 1000 },
  );
});

it('a token with a line break has the CR, too', () => {
  const [word, end, next] = placesOf([2, 1, 2], 'ab\r\ncd');
  expect(word).toMatchObject({ start: 0, end: 2, byteEnd: 2 });
  expect(end).toMatchObject({ start: 2, end: 4, byteEnd: 4, partial: false });
  expect(next).toMatchObject({ start: 4, end: 6, byteEnd: 6 });
});
