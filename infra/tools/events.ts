import { eventDefinitions } from '@annals/contracts';
import { resolve } from 'node:path';
import { writeDocs } from './events/docs';
import { writeGolden } from './events/golden';
import { writeLock } from './events/lock';

/**
 * `npm run events`: brings libs/contracts/events.lock.json, events.golden.json and docs/events.md up to the
 * definitions.
 */
const root = resolve(__dirname, '../..');
const refused = writeLock(root, [...eventDefinitions.values()]);
for (const sentence of refused) process.stderr.write(`${sentence}\n`);
if (refused.length > 0) process.exitCode = 1;
else {
  writeGolden(root, [...eventDefinitions.values()]);
  writeDocs(root);
}
