/** The tables of the bench, from what was seen of both arms in the same sessions. */
import { percentiles } from '../../../extension/statistics/percentiles';
import { rounded, target } from '../tokens/measure.mjs';
import type { ArmName, HostResult, SeenEvent } from './hostInput';

export interface PlayedSession {
  readonly name: string;
  /** One or both. */
  readonly arms: Readonly<Partial<Record<ArmName, HostResult>>>;
}

export type Row = Readonly<Record<string, string | number | undefined>>;

/** Milliseconds in which a text is of use to somebody who types. */
const SOON = 1000;
/** What is aimed at, ours against the peer's: times better, share of its tokens, milliseconds of a known answer. */
const TARGETS = { p50: { atLeast: 1.5 }, evaluated: { atMost: 0.5 }, known: { atMost: 10 } } as const;

export const ARM_TITLES: Readonly<Record<ArmName, string>> = {
  ours: 'Tokoscope',
  peer: 'llama-server, as llama.vscode',
};

const ARMS = ['ours', 'peer'] as const;

type Pair = Readonly<Partial<Record<ArmName, SeenEvent>>>;

/** Keystrokes of a session that both arms were asked at, or the one that was played. */
function pairsOf({ arms: { ours, peer } }: PlayedSession): Pair[] {
  if (!ours) return peer?.keystrokes.flatMap((seen) => (seen.asked ? { peer: seen } : [])) ?? [];
  if (!peer) return ours.keystrokes.flatMap((seen) => (seen.asked ? { ours: seen } : []));
  const theirs = new Map(peer.keystrokes.map((seen) => [seen.event, seen]));
  return ours.keystrokes.flatMap((seen) => {
    const other = theirs.get(seen.event);
    return seen.asked && other?.asked ? [{ ours: seen, peer: other }] : [];
  });
}

/** The times of an arm at the keystrokes at which both showed something. */
function whereBothShowed(pairs: readonly Pair[], arm: ArmName): number[] {
  const both = pairs.filter((pair) => ARMS.every((one) => pair[one]?.shownMs !== undefined));
  return both.flatMap((pair) => pair[arm]?.shownMs ?? []);
}

/** One row for each arm, over all these sessions. */
export function armRows(sessions: readonly PlayedSession[]): Row[] {
  const pairs = sessions.flatMap(pairsOf);
  return ARMS.filter((arm) => sessions.every(({ arms }) => arms[arm])).map((arm) => {
    const results = sessions.flatMap(({ arms }) => arms[arm] ?? []);
    const total = (of: (result: HostResult) => number): number =>
      results.reduce((sum, result) => sum + of(result), 0);
    const shown = pairs.flatMap((pair) => pair[arm]?.shownMs ?? []);
    const evaluated = total(({ work }) => work.evaluated);
    return {
      name: ARM_TITLES[arm],
      'p50 / p95 ms, where both showed': spread(whereBothShowed(pairs, arm)),
      'p50 / p95 ms, all shown': spread(shown),
      'shown in 1 s': `${shown.filter((ms) => ms <= SOON).length} of ${pairs.length}`,
      'tokens evaluated': evaluated,
      'for answers nobody saw': evaluated - total(({ seenTokens }) => seenTokens),
      requests: total(({ work }) => work.requests),
      cancelled: total(({ work }) => work.cancelled),
      'in the background': total(({ work }) => work.background),
      accepted: total(({ accepted }) => accepted),
      'characters of these': total(({ acceptedCharacters }) => acceptedCharacters),
    };
  });
}

/** Ours against the peer's, beside what is aimed at; nothing where only one was played. */
export function targetRows(sessions: readonly PlayedSession[]): Row[] {
  if (!sessions.every(({ arms }) => arms.ours && arms.peer)) return [];
  const pairs = sessions.flatMap(pairsOf);
  const times = whereBothShowed(pairs, 'ours');
  const ours = percentiles(times)?.p50;
  const peer = percentiles(whereBothShowed(pairs, 'peer'))?.p50;
  const tokens = (arm: ArmName): number =>
    sessions.reduce((sum, { arms }) => sum + (arms[arm]?.work.evaluated ?? 0), 0);
  const known = sessions
    .flatMap(({ arms }) => arms.ours?.keystrokes ?? [])
    .flatMap(({ known, providerMs }) => (known && providerMs !== undefined ? [providerMs] : []));
  const knownP95 = percentiles(known)?.p95;
  return [
    row('keystroke to ghost text, p50, times faster', ours && peer && peer / ours, TARGETS.p50, times.length),
    row('tokens evaluated, share of the peer’s', tokens('ours') / tokens('peer'), TARGETS.evaluated),
    row('known or typed through, p95 ms in the extension', knownP95, TARGETS.known, known.length),
  ];
}

function row(
  name: string,
  value: number | undefined,
  aim: { readonly atLeast?: number; readonly atMost?: number },
  of?: number,
): Row {
  if (value === undefined || !Number.isFinite(value)) return { name, value: '–', ...target(NaN, aim), of };
  return { name, value: rounded(value), ...target(value, aim), of };
}

function spread(values: readonly number[]): string {
  const found = percentiles(values);
  return found ? `${Math.round(found.p50)} / ${Math.round(found.p95)} (${values.length})` : '–';
}

/** One row for each session and arm. */
export function sessionRows(sessions: readonly PlayedSession[]): Row[] {
  return sessions.flatMap((session) =>
    armRows([session]).map(({ name, ...rest }) => ({ name: `${session.name}: ${String(name)}`, ...rest })),
  );
}
