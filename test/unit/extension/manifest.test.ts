import { expect, test } from 'vitest';
import manifest from '../../../package.json';
import strings from '../../../package.nls.json';
import { buildManifest } from '../../../extension/config/manifest';

test('package.json and package.nls.json are what the typed tables generate', () => {
  const generated = buildManifest();
  expect(manifest.contributes).toEqual(JSON.parse(JSON.stringify(generated.contributes)));
  expect(manifest.capabilities).toEqual(JSON.parse(JSON.stringify(generated.capabilities)));
  expect(strings).toEqual(generated.strings);
});

test('a workspace can set neither a file, nor a device, nor a process', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(restrictedConfigurations).toContain('tokoscope.model.path');
  for (const name of restrictedConfigurations) {
    const property = manifest.contributes.configuration.properties[name as 'tokoscope.model.path'];
    expect(property.scope).toBe('machine');
  }
});

test('every string of the manifest exists', () => {
  const used = [...JSON.stringify(manifest.contributes).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
  expect(used.length).toBeGreaterThan(40);
  for (const key of used) expect(strings).toHaveProperty([key!]);
});
