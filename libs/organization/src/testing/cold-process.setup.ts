import { loadConfig } from '@annals/config';
import { openEventStore, openVault } from '@annals/platform';
import { organization } from '../organization/organization';

/**
 * A process for specs that has an organization's state in memory, as any process of the product would, and says so by
 * `{ type: 'ready', revision }`. It runs until it is killed.
 */
async function main(): Promise<void> {
  const [organizationId = ''] = process.argv.slice(2);
  const config = loadConfig();
  const vault = await openVault(config);
  const store = openEventStore(config, vault);
  const { revision } = await store.state({ stream: organization, id: [organizationId] });
  process.send?.({ type: 'ready', revision });
}

void main();
