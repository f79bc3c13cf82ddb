import { built } from './test/built';
import { depcruise, lint, types } from './test/checks';
import { jest } from './test/jest';
import { houseRules } from './test/house-rules';
import parts from './parts.cjs';
import { partsToRun, verifying } from './test/parts';
import type { Project } from './test/report';
import { sum, type Result } from './test/result';

const named = process.argv.slice(2);

/**
 * The test command: `npm test` runs everything, `npm test -- unit lint` those parts. Types, lint and rules count as one
 * test each. The specs of a part (./parts.cjs) run when it changed, or when it is named. The last line is always
 * `N passed, N failed`.
 */
const statics: Readonly<Record<string, () => Promise<Result>>> = {
  types,
  lint,
  rules: async () => {
    const results = [await depcruise(), houseRules()];
    return sum(results).failed === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};
const specs = ['unit', 'int', 'e2e'] as const;
const names = [...Object.keys(statics), ...specs, ...parts.map(({ name }) => name)];

const started = Date.now();
const secondsSince = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

/** Runs parts that run as one, and tells of each what came of it. */
async function told(names: readonly string[], run: () => Promise<readonly Result[]>): Promise<readonly Result[]> {
  const begun = Date.now();
  const results = await run();
  for (const [nth, { passed, failed }] of results.entries())
    process.stdout.write(
      `${failed === 0 ? 'ok  ' : 'FAIL'} ${names[nth] ?? ''}: ${passed} passed, ${failed} failed (${secondsSince(begun)} s, ${secondsSince(started)} s so far)\n`,
    );
  return results;
}

/** All but the pure specs start the real processes: a failed build is a failed test. */
async function runSpecs(projects: readonly Project[]): Promise<readonly Result[]> {
  const isReady = projects.every((each) => each === 'unit') || (await built());
  return isReady ? jest(projects) : projects.map(() => ({ passed: 0, failed: 1 }));
}

/** The static parts need a core and wait for nothing, the other specs mostly wait: together. */
async function run(asked: readonly string[]): Promise<Result[]> {
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no part "${unknown}" of the tests; there are ${names.join(', ')}.`);
  const checks = Promise.all(
    Object.entries(statics)
      .filter(([name]) => asked.includes(name))
      .map(([name, check]) => told([name], async () => [await check()])),
  );
  const due = named.length > 0 ? parts.filter(({ name }) => asked.includes(name)) : partsToRun();
  const verify = verifying(due);
  const projects = [...specs.filter((name) => asked.includes(name)), ...due.map(({ name }) => name)];
  const results = projects.length === 0 ? [] : await told(projects, () => runSpecs(projects));
  verify(new Map(projects.map((name, nth) => [name, results[nth] ?? { passed: 0, failed: 1 }])));
  return [...(await checks).flat(), ...results];
}

run(named.length > 0 ? named : names).then(
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
