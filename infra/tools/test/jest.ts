import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { node } from './node';
import { resultIn, type Project } from './report';
import type { Result } from './result';

/** More files at once than this gain nothing: they share one Postgres. */
const MOST = 8;

/**
 * Files at once. The pure specs need a core each; the others wait for databases, processes, kills and time-outs more
 * than they compute.
 */
function workers(projects: readonly Project[]): number {
  const cores = availableParallelism();
  return Math.min(MOST, projects.every((each) => each === 'unit') ? cores : Math.ceil(cores * 1.5));
}

/**
 * Runs some of the projects in one go: no core waits for the last file of one before the next begins.
 * @returns their results, in their order
 */
export async function jest(projects: readonly Project[]): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'annals-jest-'));
  const file = join(folder, 'report.json');
  try {
    const code = await node('node_modules/jest/bin/jest.js', [
      '--selectProjects',
      ...projects,
      `--maxWorkers=${workers(projects)}`,
      '--passWithNoTests',
      '--json',
      `--outputFile=${file}`,
      '--silent=false',
    ]);
    return projects.map((project) => resultIn(file, code, project));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
