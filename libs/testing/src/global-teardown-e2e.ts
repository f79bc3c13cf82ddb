import { end } from './global-setup-e2e';

/** Jest `globalTeardown` of the e2e specs. */
export default async function globalTeardown(): Promise<void> {
  await end();
}
