export type GgufType = 'u32' | 'i32' | 'f32' | 'bool' | 'string';

export function writeGguf(
  file: string,
  pairs: readonly (readonly [key: string, type: GgufType | readonly [GgufType], value: unknown])[],
  tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly fill: (index: number) => number;
  }[],
): void;
