import { existsSync, readdirSync } from 'node:fs';
import { aptInstall, canInstall } from './apt.mjs';

/**
 * Makes Mesa's software Vulkan device available, on which the tests run the GPU's code path on any machine.
 * Optional: returns whether it is there.
 */
export async function ensureVulkan() {
  if (process.platform !== 'linux') return false;
  if (hasSoftwareVulkan()) return true;
  if (canInstall()) await aptInstall(['mesa-vulkan-drivers', 'libvulkan1']);
  return hasSoftwareVulkan();
}

function hasSoftwareVulkan() {
  const folder = '/usr/share/vulkan/icd.d';
  return existsSync(folder) && readdirSync(folder).some((file) => file.startsWith('lvp_'));
}
