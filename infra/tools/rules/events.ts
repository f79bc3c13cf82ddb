import { eventDefinitions } from '@annals/contracts';
import { checkGolden } from '../events/golden';
import { checkLock, readLock } from '../events/lock';
import { bareStrings } from '../events/bare-strings';
import { checkDocs } from '../events/docs';
import type { Rule } from './rule';

/**
 * What is stored for ever: the lock, an event of every version, the parts, and the page that tells people about them.
 */
export const events: Rule = {
  name: 'events',
  check: (root) => [
    ...checkLock(root, [...eventDefinitions.values()]),
    ...checkGolden(root, readLock(root)),
    ...[...eventDefinitions.values()].flatMap(bareStrings),
    ...checkDocs(root),
  ],
};
