import { ensureModel } from './model.mjs';
import { ensureVulkan } from './vulkan.mjs';

/**
 * Makes what the tests can use available, and tells them through environment variables: TOKOSCOPE_TEST_MODEL is
 * the real model's path; without it TOKOSCOPE_TEST_MODEL_MISSING says why, and tests that need it are skipped.
 */
export async function prepareEnvironment() {
  const model = await ensureModel();
  if (model.path) process.env.TOKOSCOPE_TEST_MODEL = model.path;
  else process.env.TOKOSCOPE_TEST_MODEL_MISSING = model.missing;
  if (await ensureVulkan()) process.env.TOKOSCOPE_TEST_VULKAN = '1';
}
