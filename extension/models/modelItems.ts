/** What the model picker lists; pure, so that it can be tested. */
import type { ModelEntry, Recommendation } from '../../sidecar/protocol';

export type Section = 'recommended' | 'installed' | 'known';

export interface ModelItem {
  readonly section: Section;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly model: ModelEntry;
}

/**
 * The recommended model first, then those on this machine, then the others that are known, the better suited first.
 *
 * @param advice the best suited first; none when the machine could not be measured
 * @param current path or id of the model in use
 */
export function modelItems(
  models: readonly ModelEntry[],
  advice: readonly Recommendation[],
  current: string,
): readonly ModelItem[] {
  const place = ({ id }: ModelEntry): number => {
    const index = advice.findIndex((one) => one.id === id);
    return index < 0 ? advice.length : index;
  };
  const items = [...models]
    .sort((a, b) => place(a) - place(b))
    .map((model): ModelItem => {
      const own = advice.find(({ id }) => id === model.id);
      const isCurrent = model.id === current || model.path === current;
      const where = model.installed ? model.path : `Not on this machine, from ${model.source}`;
      return {
        section: own?.recommended ? 'recommended' : model.installed ? 'installed' : 'known',
        label: `${isCurrent ? '$(check) ' : ''}${model.name}`,
        description: [model.parameters, model.quantisation, sizeText(model), model.licence]
          .filter((part) => part !== '')
          .join(' · '),
        detail: own === undefined ? where : `${own.reason} ${where}`,
        model,
      };
    });
  const sections: readonly Section[] = ['recommended', 'installed', 'known'];
  return sections.flatMap((section) => items.filter((item) => item.section === section));
}

/** Size of a model's file, marked where it is an estimate. */
export function sizeText({ fileBytes, estimated }: Pick<ModelEntry, 'fileBytes' | 'estimated'>): string {
  return `${estimated ? '≈ ' : ''}${bytesText(fileBytes)}`;
}

export function bytesText(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
