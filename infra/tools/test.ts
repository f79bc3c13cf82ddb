import { built } from './test/built';
import { depcruise, lint, types } from './test/checks';
import { jest } from './test/jest';
import { houseRules } from './test/house-rules';
import { sum, type Result } from './test/result';
import { store, storeWhenItChanged } from './test/store';

const named = process.argv.slice(2);

/**
 * The test command: `npm test` runs everything, `npm test -- unit lint` those parts. Types, lint and rules count as one
 * test each. The tests of the event store run when it changed, or when they are named. The last line is always
 * `N passed, N failed`.
 */
const parts: Readonly<Record<string, () => Promise<Result>>> = {
  types,
  lint,
  rules: async () => {
    const results = [await depcruise(), houseRules()];
    return sum(results).failed === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
  unit: () => jest('unit'),
  int: () => built(() => jest('int')),
  store: () => built(named.length > 0 ? store : storeWhenItChanged),
  e2e: () => built(() => jest('e2e')),
};

const started = Date.now();
const secondsSince = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

async function one(name: string): Promise<Result> {
  const part = parts[name];
  if (part === undefined)
    throw new Error(`There is no part "${name}" of the tests; there are ${Object.keys(parts).join(', ')}.`);
  const begun = Date.now();
  const result = await part();
  process.stdout.write(
    `${result.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${result.passed} passed, ${result.failed} failed (${secondsSince(begun)} s, ${secondsSince(started)} s so far)\n`,
  );
  return result;
}

/** The static parts need a core and wait for nothing, the integration tests mostly wait: together. */
async function run(names: readonly string[]): Promise<Result[]> {
  const isStatic = (name: string) => ['types', 'lint', 'rules'].includes(name);
  const statics = Promise.all(names.filter(isStatic).map(one));
  const results: Result[] = [];
  for (const name of names.filter((each) => !isStatic(each))) results.push(await one(name));
  return [...(await statics), ...results];
}

run(named.length > 0 ? named : Object.keys(parts)).then(
  (results) => {
    const { passed, failed } = sum(results);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    process.exitCode = 1;
  },
);
