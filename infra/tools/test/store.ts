import { jest } from './jest';
import { root } from './node';
import type { Result } from './result';
import { isVerified, LOCK, storeHash, verify } from './verified';

/** The tests of the event store and its client; when all pass, the files that they passed with are written down. */
export async function store(): Promise<Result> {
  const hash = storeHash(root);
  const [result = { passed: 0, failed: 1 }] = await jest(['store']);
  if (result.failed > 0 || result.passed === 0) return result;
  verify(root, hash);
  process.stdout.write(`The event store and its client are verified as they are: commit ${LOCK}.\n`);
  return result;
}

/** The same, unless they passed already with exactly these files; by night always. */
export async function storeWhenItChanged(): Promise<Result> {
  if (process.env['ANNALS_TEST_NIGHTLY'] === '1' || !isVerified(root)) return store();
  process.stdout.write(
    `The event store and its client are as its tests last passed with them (${LOCK}): npm run test:store runs them all the same.\n`,
  );
  return { passed: 0, failed: 0 };
}
