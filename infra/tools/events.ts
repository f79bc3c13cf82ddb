import { eventDefinitions } from '@annals/contracts';
import { resolve } from 'node:path';
import { writeDocs } from './events/docs';
import { writeGolden } from './events/golden';
import { changes, readLock, writeLock } from './events/lock';

/**
 * `npm run events`: brings libs/contracts/events.lock.json, events.golden.json and docs/events.md up to the
 * definitions, and says in one line what is new in them.
 */
const root = resolve(__dirname, '../..');
const before = readLock(root);
const refused = writeLock(root, [...eventDefinitions.values()]);
for (const sentence of refused) process.stderr.write(`${sentence}\n`);
if (refused.length > 0) process.exitCode = 1;
else {
  writeGolden(root, [...eventDefinitions.values()]);
  writeDocs(root);
  process.stdout.write(`${changes(before, readLock(root))}\n`);
}
