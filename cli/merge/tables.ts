import { bytesText, countText, table, visible } from '../output/table';
import type { CountsAndRatios, MergeDocument } from './document';

/** Identifiers, straddlers and functions that a table shows; JSON has more. */
const SHOWN = 10;
/** Layers whose saving a table shows, of each model's encoder. */
const LAYERS = [0, 1, 3, 6, 9, 11];

/** The report as a terminal shows it. */
export function mergeTables(document: MergeDocument): string {
  return [
    summary(document),
    strategiesTable(document),
    flopsTables(document),
    identifiersTable(document),
    document.functions?.length ? functionsTable(document.functions) : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function summary({ base, exact, straddlers, withoutUnits, selection, units }: MergeDocument): string {
  const lines = [
    `${countText(base.tokens, exact)} tokens in ${base.files === 1 ? '1 file' : `${base.files} files`}, ${bytesText(base.bytes)}`,
  ];
  if (withoutUnits !== undefined) lines.push(`No units (${withoutUnits}): nothing is merged.`);
  else {
    lines.push(
      `${base.units} units, ${base.identifiers} identifiers of ${base.tokensPerIdentifier.toFixed(2)} tokens each: ${percent(base.identifierTokenShare)} of all tokens`,
      `${straddlers.count} tokens (${percent(straddlers.share)}) are of several units, and never merged: ${straddlers.texts
        .slice(0, SHOWN)
        .map(({ text }) => visible(text))
        .join('  ')}`,
      `merged by ${units}: ${base.merged} steps, ${percent(base.reduction)} fewer`,
    );
  }
  if (selection) lines.push(`selection: ${selectionText(selection)}`);
  return `${lines.join('\n')}\n`;
}

function selectionText({ tokens, merged, reduction }: CountsAndRatios): string {
  return `${tokens} tokens, merged ${merged}, ${percent(reduction)} fewer`;
}

function strategiesTable({ strategies, learnedFrom }: MergeDocument): string {
  const rows = strategies.map((row) => [
    row.name,
    ...(row.files === 0
      ? ['–', '–', row.unavailable?.reason ?? '']
      : [
          String(row.after),
          percent(row.reduction),
          [
            row.inSample ? 'in sample' : '',
            row.heldOut ? `held out ${percent(row.heldOut.reduction)}` : '',
            row.drops === undefined ? '' : `without ${row.drops}`,
            row.unavailable ? `${row.unavailable.files} files left out` : '',
          ]
            .filter((note) => note !== '')
            .join(', '),
        ]),
    row.published.figure ?? '',
  ]);
  const notes = strategies.some(({ inSample }) => inSample)
    ? `In sample: learned from ${learnedFrom.files > 0 ? `${learnedFrom.files} of these files, ${bytesText(learnedFrom.bytes)}, or ` : ''}the text it counts. Published figures are the papers', of other texts.\n`
    : "Published figures are the papers', of other texts.\n";
  return table([['strategy', 'steps', 'saved', '', 'published'], ...rows], [1, 2]) + notes;
}

function flopsTables({ flops, decoders, published }: MergeDocument): string {
  const models = [...new Set(flops.map(({ model }) => model))];
  const saved = (model: string, layer: number): string => {
    const row = flops.find((one) => one.model === model && one.layer === layer);
    return row ? percent(row.reduction) : '';
  };
  const head = ['FLOPs saved, merged after layer', ...LAYERS.map(String)];
  const rows = models.map((model) => [model, ...LAYERS.map((layer) => saved(model, layer))]);
  const decoderRows = decoders.map(({ model, layer, prefill, kvBytes, kvType }) => [
    model,
    String(layer),
    (prefill.before / 1e12).toFixed(3),
    percent(prefill.reduction),
    `${bytesText(Math.round(kvBytes.before))} (${kvType})`,
    bytesText(Math.round(kvBytes.before - kvBytes.after)),
  ]);
  const right = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
  return [
    table([head, ...rows], right(LAYERS.length)),
    `Operations by the formula published with ALPINE, of this text's tokens and not the models' own. The paper's figure: ${published.figure}.\n`,
    ...(decoderRows.length > 0
      ? [
          '\n',
          table(
            [['prefill, after Saad et al.', 'layer', 'TFLOP', 'saved', 'KV cache', 'saved'], ...decoderRows],
            right(5),
          ),
        ]
      : []),
  ].join('');
}

function identifiersTable({ identifiers }: MergeDocument): string {
  if (identifiers.length === 0) return '';
  const rows = identifiers
    .slice(0, SHOWN)
    .map(({ text, tokens, occurrences, cost }) => [
      visible(text),
      tokens.toFixed(1),
      String(occurrences),
      String(cost),
    ]);
  return table([['identifier', 'tokens each', 'times', 'cost'], ...rows], [1, 2, 3]);
}

function functionsTable(functions: NonNullable<MergeDocument['functions']>): string {
  const costly = functions.toSorted((a, b) => b.tokens - a.tokens).slice(0, SHOWN);
  const rows = costly.map((one) => [
    one.name,
    String(one.tokens),
    String(one.merged),
    percent(one.reduction),
    one.tokensPerIdentifier.toFixed(2),
  ]);
  return table([['function', 'tokens', 'merged', 'saved', 'tokens per identifier'], ...rows], [1, 2, 3, 4]);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
