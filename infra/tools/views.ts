import { resolve } from 'node:path';
import { changes, lockViews, readLock } from './views/lock';

/**
 * `npm run views`: brings libs/contexts/views.lock.json up to the views; `npm run views -- --same bots` where the view
 * was only said in other words. It says in one line what changed.
 */
const root = resolve(__dirname, '../..');
const before = readLock(root);
const [option, ...names] = process.argv.slice(2);
const refused =
  option === undefined || (option === '--same' && names.length > 0)
    ? lockViews(root, names)
    : ['Say npm run views, or npm run views -- --same NAME …'];
for (const sentence of refused) process.stderr.write(`${sentence}\n`);
if (refused.length > 0) process.exitCode = 1;
else process.stdout.write(`${changes(before, readLock(root))}\n`);
