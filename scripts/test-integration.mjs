/** Runs the tests inside VS Code alone (npm run test:integration). */
import { ensureDependencies } from './setup/dependencies.mjs';
import { prepareEnvironment } from './setup/environment.mjs';
import { checked, report } from './testing/outcome.mjs';

await ensureDependencies();
await prepareEnvironment();
const { runIntegrationTests } = await import('./testing/integration.mjs');
report('integration', checked('integration', await runIntegrationTests()));
