export declare function inProcess(
  script: string,
  args: readonly unknown[],
  options?: { readonly timeout?: number; readonly flags?: readonly string[] },
): unknown;
/** The middle one; of an even number the higher of the two. */
export declare function median(numbers: readonly number[]): number;
/** The value at a share of the sorted numbers. */
export declare function quantile(numbers: readonly number[], share: number): number;
/** To three digits. */
export declare function rounded(number: number): number;
export declare function target(
  value: number,
  wanted: { readonly atLeast?: number; readonly atMost?: number },
): { readonly target: string; readonly reached: 'yes' | 'no' };
export declare function cpuTime<T>(work: () => T): { readonly result: T; readonly ms: number };
