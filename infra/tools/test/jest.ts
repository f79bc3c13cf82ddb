import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { node } from './node';
import type { Result } from './result';

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

/** A test that does not run proves nothing: a skipped one counts as failed, and so does a file that can't be loaded. */
function resultOf(file: string, code: number): Result {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) process.stdout.write(`${skipped} tests were skipped, which counts as failed.\n`);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** The Jest projects of jest.config.ts. */
type Project = 'unit' | 'int' | 'store' | 'e2e';

/** More files at once than this gain nothing: they share one Postgres. */
const MOST = 8;

/**
 * Files at once. The pure specs and the browser need a core each; the others wait for databases, processes, kills and
 * time-outs more than they compute.
 */
function workers(project: Project): number {
  const cores = availableParallelism();
  const waits = project === 'int' || project === 'store';
  return Math.min(MOST, waits ? Math.ceil(cores * 1.5) : cores);
}

/** Runs one of the projects. */
export async function jest(project: Project): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'annals-jest-'));
  const file = join(folder, 'report.json');
  try {
    const code = await node('node_modules/jest/bin/jest.js', [
      '--selectProjects',
      project,
      `--maxWorkers=${workers(project)}`,
      '--passWithNoTests',
      '--json',
      `--outputFile=${file}`,
      '--silent=false',
    ]);
    return resultOf(file, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
