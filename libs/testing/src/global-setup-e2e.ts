import { startAnnals, type TestAnnals } from './annals';

let running: TestAnnals | undefined;

/**
 * Jest `globalSetup` of the e2e specs: one installation for the whole run, its folder in ANNALS_TEST_INSTALLATION
 * (workers inherit it).
 */
export default async function globalSetup(): Promise<void> {
  running = await startAnnals({});
  process.env['ANNALS_TEST_INSTALLATION'] = running.dataFolder;
}

/** Ends it. Setup and teardown run in the same process. */
export async function end(): Promise<void> {
  delete process.env['ANNALS_TEST_INSTALLATION'];
  await running?.stop();
}
