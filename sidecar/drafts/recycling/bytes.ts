import { SUCCESSORS, SuccessorMatrix } from './matrix';
import { PairSuccessors } from './pairs';

/** What recycling remembers of one workspace. */
export interface Memory {
  readonly matrix: SuccessorMatrix;
  readonly pairs: PairSuccessors;
}

const MAGIC = 0x52_43_4b_54; // "TKCR" in the bytes' order
const VERSION = 1;
const HEADER = 6 * 4;
const ROW = 4 + SUCCESSORS * 4 + 4;
const PAIR = 3 * 4 + 4;

/** The memory as bytes, little-endian: a header, then the rows and the pairs that are not empty. */
export function memoryToBytes({ matrix, pairs }: Memory): Uint8Array {
  const rows = indices(matrix.vocabularySize, (token) => matrix.first(token) !== undefined);
  const slots = indices(pairs.slots, (slot) => pairs.successors[slot]! >= 0);
  const bytes = new Uint8Array(HEADER + rows.length * ROW + slots.length * PAIR);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const int = (value: number): void => {
    view.setInt32(at, value, true);
    at += 4;
  };
  const float = (value: number): void => {
    view.setFloat32(at, value, true);
    at += 4;
  };
  [MAGIC, VERSION, matrix.vocabularySize, SUCCESSORS, rows.length, slots.length].forEach(int);
  for (const token of rows) {
    int(token);
    matrix.ids.subarray(token * SUCCESSORS, (token + 1) * SUCCESSORS).forEach(int);
    float(matrix.confidences[token]!);
  }
  for (const slot of slots) {
    int(pairs.befores[slot]!);
    int(pairs.tokens[slot]!);
    int(pairs.successors[slot]!);
    float(pairs.confidences[slot]!);
  }
  return bytes;
}

function indices(count: number, has: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < count; index++) if (has(index)) found.push(index);
  return found;
}

/**
 * The memory that {@link memoryToBytes} wrote; `undefined` when the bytes are of another version or vocabulary size,
 * or damaged. Bytes of another vocabulary of the same size can't be told: keep them by model.
 */
export function memoryFromBytes(bytes: Uint8Array, vocabularySize: number): Memory | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = Array.from({ length: 6 }, (_, i) => view.getInt32(i * 4, true));
  const [magic, version, size, width, rows = -1, slots = -1] = head;
  const isOurs = magic === MAGIC && version === VERSION && size === vocabularySize && width === SUCCESSORS;
  const isWhole = rows >= 0 && slots >= 0 && bytes.length === HEADER + rows * ROW + slots * PAIR;
  if (!isOurs || !isWhole) return undefined;

  const isToken = (id: number): boolean => id >= 0 && id < vocabularySize;
  const isProbability = (value: number): boolean => value >= 0 && value <= 1;
  const matrix = new SuccessorMatrix(vocabularySize);
  const pairs = new PairSuccessors();
  let at = HEADER;
  // One row for all: a full memory has a hundred thousand.
  const ids = Array.from({ length: SUCCESSORS }, () => -1);
  for (let row = 0; row < rows; row++, at += ROW) {
    const token = view.getInt32(at, true);
    for (let i = 0; i < SUCCESSORS; i++) ids[i] = view.getInt32(at + 4 + i * 4, true);
    const confidence = view.getFloat32(at + ROW - 4, true);
    const isRight = isToken(token) && ids.every((id) => id === -1 || isToken(id)) && isToken(ids[0]!);
    if (!isRight || !isProbability(confidence)) return undefined;
    matrix.set(token, ids, confidence);
  }
  for (let slot = 0; slot < slots; slot++, at += PAIR) {
    const before = view.getInt32(at, true);
    const token = view.getInt32(at + 4, true);
    const successor = view.getInt32(at + 8, true);
    const confidence = view.getFloat32(at + 12, true);
    const isRight = isToken(before) && isToken(token) && isToken(successor);
    if (!isRight || !isProbability(confidence)) return undefined;
    pairs.set(before, token, successor, confidence);
  }
  return { matrix, pairs };
}
