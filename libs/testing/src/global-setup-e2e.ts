import { startAnnals, SUPPORT_URL, type TestAnnals } from './annals';
import { startNameServer, type NameServer } from './name-server';

let running: TestAnnals | undefined;
let names: NameServer | undefined;

/**
 * Jest `globalSetup` of the e2e specs: one installation for the whole run, its folder in ANNALS_TEST_INSTALLATION, and
 * the name server that it asks, whose folder is in ANNALS_TEST_NAMES (workers inherit them).
 */
export default async function globalSetup(): Promise<void> {
  names = await startNameServer();
  // As talkative as it can be: what stands in no log is looked for in all that the run wrote.
  running = await startAnnals({
    ANNALS_LOG_LEVEL: 'debug',
    ANNALS_DNS_SERVERS: names.address,
    ANNALS_KNOWLEDGE_ALLOWED_HOSTS: '127.0.0.1',
    ANNALS_DESTINATION_ALLOWED_HOSTS: '127.0.0.1',
    ANNALS_SUPPORT_URL: SUPPORT_URL,
  });
  process.env['ANNALS_TEST_INSTALLATION'] = running.dataFolder;
  process.env['ANNALS_TEST_NAMES'] = names.folder;
}

/** Ends both. Setup and teardown run in the same process. */
export async function end(): Promise<void> {
  delete process.env['ANNALS_TEST_INSTALLATION'];
  delete process.env['ANNALS_TEST_NAMES'];
  await running?.stop();
  await names?.stop();
}
