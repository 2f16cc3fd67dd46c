import { ensureModel } from './model.mjs';
import { ensureVulkan } from './vulkan.mjs';

/**
 * Makes what some of the tests can use available: a model to compare with, without which those tests are skipped by a
 * name that says why, and a Vulkan driver (TOKOSCOPE_TEST_VULKAN).
 */
export async function prepareEnvironment() {
  await ensureModel();
  if (await ensureVulkan()) process.env.TOKOSCOPE_TEST_VULKAN = '1';
}
