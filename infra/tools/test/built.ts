import { node } from './node';
import type { Result } from './result';

/** Builds what changed first: these tests start the real processes. A failed build is a failed test. */
export async function built(tests: () => Promise<Result>): Promise<Result> {
  return (await node('infra/tools/prepare.cjs', [])) === 0 ? tests() : { passed: 0, failed: 1 };
}
