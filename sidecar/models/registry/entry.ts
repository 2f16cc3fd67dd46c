import type { FimInfo } from '../../protocol';
import type { MemoryShape } from '../preflight';

/** Where a file lies on the hub. */
export interface HubLocation {
  /** "owner/name" */
  readonly repository: string;
  /** A branch, or the commit where the file's digest is known. */
  readonly revision: string;
  readonly file: string;
}

/** A model that Tokoscope knows by name. */
export interface RegistryEntry {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  /** As its makers say it, for example "0.5B". */
  readonly parameters: string;
  readonly quantisation: Quantisation;
  readonly licence: Licence;
  readonly fim: FimInfo;
  /** Absent for a model whose file ships with Tokoscope. */
  readonly hub?: HubLocation;
  /** Name of the file: in the models folder, or in that of the models that ship. */
  readonly file: string;
  /** Of the file, in hexadecimal, where the file was at hand here; else what the hub publishes decides. */
  readonly sha256?: string;
  /** Number of weights. */
  readonly weights: number;
  /** What decides how much memory it takes. The file's size is exact where `sha256` is known, else an estimate. */
  readonly shape: MemoryShape;
  /** Tokens it was trained to look back on. */
  readonly contextLength: number;
}

/** A model whose file is fetched from the hub. */
export interface HubEntry extends RegistryEntry {
  readonly hub: HubLocation;
}

export function isOnHub(entry: RegistryEntry): entry is HubEntry {
  return entry.hub !== undefined;
}

export interface Licence {
  readonly name: string;
  /** False where it forbids commercial use. */
  readonly commercial: boolean;
}

/** Bits that a weight takes on average. K-quants mix types: theirs is what published files of such models have. */
const BITS = { Q4_1: 5, Q4_K_M: 4.85, Q8_0: 8.5 } as const;
export type Quantisation = keyof typeof BITS;

/** What a file holds beside its weights, most of it the vocabulary. */
const HEADER_BYTES = 6e6;

/** What the models of a family have in common. */
export interface Family {
  readonly name: string;
  readonly licence: Licence;
  readonly fim: FimInfo;
  readonly contextLength: number;
  /** Sizes of a key and a value per head. */
  readonly headLength: number;
}

/** What sets one model of a family apart; numbers are those of its published config.json. */
export interface Member {
  readonly parameters: string;
  readonly weights: number;
  readonly quantisation: Quantisation;
  readonly layers: number;
  readonly embeddingLength: number;
  readonly kvHeads: number;
  readonly hub: HubLocation;
  /** Only where it is not the family's. */
  readonly licence?: Licence;
  readonly headLength?: number;
  /** Only where the file was at hand here. */
  readonly known?: { readonly fileBytes: number; readonly sha256: string };
}

export function member(family: Family, one: Member): HubEntry {
  const { parameters, weights, quantisation, layers, embeddingLength, kvHeads, hub, known } = one;
  const headLength = one.headLength ?? family.headLength;
  const estimate = Math.round((weights * BITS[quantisation]) / 8 + HEADER_BYTES);
  const name = `${family.name} ${parameters}`;
  return {
    id: `${name}-${quantisation}`.replaceAll(' ', '-').toLowerCase(),
    name,
    family: family.name,
    parameters,
    quantisation,
    licence: one.licence ?? family.licence,
    fim: family.fim,
    hub,
    file: hub.file,
    ...(known && { sha256: known.sha256 }),
    weights,
    shape: {
      layers,
      embeddingLength,
      kvHeads,
      keyLength: headLength,
      valueLength: headLength,
      fileBytes: known?.fileBytes ?? estimate,
    },
    contextLength: family.contextLength,
  };
}

/** Makes the members of a family whose files are all quantised alike, and lie where their sizes say. */
export function sizes(
  family: Family,
  quantisation: Quantisation,
  hubOf: (parameters: string) => Omit<HubLocation, 'revision'>,
): (parameters: string, one: Omit<Member, 'parameters' | 'quantisation' | 'hub'>) => HubEntry {
  return (parameters, one) => {
    const hub = { ...hubOf(parameters), revision: 'main' };
    return member(family, { ...one, parameters, quantisation, hub });
  };
}

export const APACHE: Licence = { name: 'Apache-2.0', commercial: true };
