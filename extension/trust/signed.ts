/** A weight with its sign: two digits behind the point tell what is rounding from what is not. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
