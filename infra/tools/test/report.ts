import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import parts from '../parts.cjs';
import { sum, type Result } from './result';

/** The Jest projects of jest.config.ts. */
export type Project = string;

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

/** The project that a spec file belongs to: a part's, where it is one of its specs, or the one of its ending. */
const projectOf = (file: string): Project =>
  parts.find(({ specs }) => new RegExp(specs).test(file))?.name ?? /\.(int|e2e)\.spec\.ts$/.exec(file)?.[1] ?? 'unit';

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
  const { passed, failed } = sum(all.filter(({ name }) => projectOf(name) === project));
  return { passed, failed: code !== 0 && sum(all).failed === 0 ? 1 : failed };
}
