/** Calls back with a fraction that grows, at most once for each hundredth. */
export function steps(report: (fraction: number) => void): (fraction: number) => void {
  let reported = 0;
  return (fraction) => {
    if (fraction - reported < 0.01 && fraction < 1) return;
    reported = fraction;
    report(fraction);
  };
}
