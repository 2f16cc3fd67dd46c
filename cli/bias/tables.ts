import { biasRows, shareText, type BiasGauge } from '../../sidecar/protocol';
import { table } from '../output/table';

/** The gauge for people: the likeliest next characters both ways, and how far apart the two are in all. */
export function biasTables(gauge: BiasGauge): string {
  const rows = biasRows(gauge).map(({ label, exact, naive }) => [label, shareText(exact), shareText(naive)]);
  return [
    table([['next', 'exact', 'naive'], ...rows], [1, 2]),
    `total variation ${gauge.totalVariation.toFixed(3)}, relative entropy ${gauge.klNats.toFixed(3)} nats\n`,
  ].join('\n');
}
