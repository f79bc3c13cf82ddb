import { jest } from './jest';
import { root } from './node';
import type { Result } from './result';
import { hashOf, isVerified, lockOf, verify, type Part } from './verified';

/** The specs of a part; when all pass, the files that they passed with are written down. */
export async function runPart(part: Part): Promise<Result> {
  const hash = hashOf(part, root);
  const [result = { passed: 0, failed: 1 }] = await jest([part.name]);
  if (result.failed > 0 || result.passed === 0) return result;
  verify(part, root, hash);
  process.stdout.write(`${part.what}: verified as it is; commit ${lockOf(part)}.\n`);
  return result;
}

/** The same, unless they passed already with exactly these files; by night always. */
export async function runPartWhenItChanged(part: Part): Promise<Result> {
  if (process.env['ANNALS_TEST_NIGHTLY'] === '1' || !isVerified(part, root)) return runPart(part);
  process.stdout.write(
    `${part.what}: nothing changed since its specs last passed (${lockOf(part)}); npm run test:${part.name} runs them all the same.\n`,
  );
  return { passed: 0, failed: 0 };
}
