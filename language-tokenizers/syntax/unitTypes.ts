/** Names of node types as small numbers, the same in every grammar of a process, so that units are numbers. */
const names: string[] = [];
const ids = new Map<string, number>();

export function unitTypeId(name: string): number {
  let id = ids.get(name);
  if (id === undefined) {
    id = names.length;
    names.push(name);
    ids.set(name, id);
  }
  return id;
}

/** The name behind an id that {@link unitTypeId} gave. */
export function unitTypeName(id: number): string {
  return names[id]!;
}
