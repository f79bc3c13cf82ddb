import { startAnnals, type TestAnnals } from './annals';

let running: TestAnnals | undefined;

/**
 * Jest `globalSetup` of the e2e specs: one installation for the whole run, its folder in ANNALS_TEST_INSTALLATION
 * (workers inherit it).
 */
export default async function globalSetup(): Promise<void> {
  // As talkative as it can be: what stands in no log is looked for in all that the run wrote.
  running = await startAnnals({ ANNALS_LOG_LEVEL: 'debug' });
  process.env['ANNALS_TEST_INSTALLATION'] = running.dataFolder;
}

/** Ends it. Setup and teardown run in the same process. */
export async function end(): Promise<void> {
  delete process.env['ANNALS_TEST_INSTALLATION'];
  await running?.stop();
}
