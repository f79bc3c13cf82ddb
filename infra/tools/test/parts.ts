import type { Part } from '../parts.cjs';
import parts from '../parts.cjs';
import { root } from './node';
import type { Result } from './result';
import { hashOf, isVerified, lockOf, verify } from './verified';

/** The parts that have to run: all of them by night, else those that changed since their specs last passed. */
export function partsToRun(): readonly Part[] {
  const changed = parts.filter((part) => process.env['ANNALS_TEST_NIGHTLY'] === '1' || !isVerified(part, root));
  const left = parts.filter((part) => !changed.includes(part)).map(({ name }) => name);
  if (left.length > 0)
    process.stdout.write(
      `Nothing changed since these parts last passed (infra/tools/verified): ${left.join(', ')}. npm test -- NAME runs one.\n`,
    );
  return changed;
}

/** Has to be called before the specs of these parts begin. @returns what writes down of each that they passed */
export function verifying(due: readonly Part[]): (results: ReadonlyMap<string, Result>) => void {
  const hashes = due.map((part) => [part, hashOf(part, root)] as const);
  return (results) => {
    for (const [part, hash] of hashes) {
      const { passed, failed } = results.get(part.name) ?? { passed: 0, failed: 1 };
      if (failed > 0 || passed === 0) continue;
      verify(part, root, hash);
      process.stdout.write(`${part.what}: verified as it is; commit ${lockOf(part)}.\n`);
    }
  };
}
