import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { sum, type Result } from './result';
import { parts, type Part } from './verified';

/** The Jest projects of jest.config.ts. */
export type Project = 'unit' | 'int' | 'e2e' | Part['name'];

const Report = z.object({
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});
type FileResult = z.infer<typeof Report>['testResults'][number];

/** A test that does not run proves nothing: a skipped one counts as failed, and so does a file that can't be loaded. */
function resultOf({ status, assertionResults }: FileResult): Result {
  const passed = assertionResults.filter((each) => each.status === 'passed').length;
  const failed = assertionResults.length - passed;
  return { passed, failed: failed === 0 && status !== 'passed' ? 1 : failed };
}

/** By the ends of their names; a part never runs beside the others, so that all of a run are its own. */
function isOf(project: Project, file: string): boolean {
  const kind = /\.(int|e2e)\.spec\.ts$/.exec(file)?.[1] ?? 'unit';
  return kind === project || parts.some(({ name }) => name === project);
}

/**
 * What came of a project, by the report that Jest wrote of a run. Without a report, or where the run failed though no
 * test did, it failed.
 * @param code with which Jest ended
 */
export function resultIn(file: string, code: number, project: Project): Result {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const all = Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.map((each) => ({
    name: each.name,
    ...resultOf(each),
  }));
  const { passed, failed } = sum(all.filter(({ name }) => isOf(project, name)));
  return { passed, failed: code !== 0 && sum(all).failed === 0 ? 1 : failed };
}
