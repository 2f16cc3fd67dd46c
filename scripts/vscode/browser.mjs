import { temporaryFolder } from '../lib/cleanup.mjs';
import { ensureChromium } from '../setup/chromium.mjs';

/**
 * Opens a headless Chromium with a profile of its own, which `close` removes.
 *
 * @returns {Promise<{ context: import('playwright-core').BrowserContext, page: import('playwright-core').Page, close: () => Promise<void> }>}
 */
export async function openBrowser({ width = 1280, height = 800 } = {}) {
  const { chromium } = await import('playwright-core');
  const profile = await temporaryFolder('chromium');
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  args.push('--disable-component-update', '--disable-sync', '--disable-dev-shm-usage');
  // Chromium's sandbox does not work as root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: await ensureChromium(),
    headless: true,
    viewport: { width, height },
    args,
  });
  const close = async () => {
    await context.close().catch(() => {});
    profile.remove();
  };
  return { context, page: context.pages()[0] ?? (await context.newPage()), close };
}
