import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Where Linux says what the machine is fed by: its documentation, ABI/testing/sysfs-class-power. */
const FOLDER = '/sys/class/power_supply';

/**
 * True while the machine runs on its battery: one is being discharged, and nothing feeds the machine. False where
 * that can't be told, as on other systems than Linux, and for the batteries of mice and headsets.
 */
export function onBattery(folder = FOLDER): boolean {
  const supplies = namesIn(folder).map((name) => (file: string) => read(path.join(folder, name, file)));
  const own = supplies.filter((of) => of('scope') !== 'Device');
  const isFed = own.some((of) => of('type') !== 'Battery' && of('online') === '1');
  return !isFed && own.some((of) => of('type') === 'Battery' && of('status') === 'Discharging');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What a file of a supply says; "" when there is none. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
