import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultIn } from './report';

describe('what came of the projects that ran together', () => {
  let folder: string;
  const report = () => join(folder, 'report.json');
  const file = (name: string, ...statuses: readonly string[]) => ({
    name: `/work/${name}`,
    status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status })),
  });
  const wrote = (...testResults: readonly object[]) => {
    writeFileSync(report(), JSON.stringify({ testResults }));
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-report-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told for each of them', () => {
    wrote(
      file('a.spec.ts', 'passed', 'passed', 'failed'),
      file('a.int.spec.ts', 'passed'),
      file('b.e2e.spec.ts', 'passed', 'passed'),
    );
    expect((['unit', 'int', 'e2e'] as const).map((project) => resultIn(report(), 1, project))).toEqual([
      { passed: 2, failed: 1 },
      { passed: 1, failed: 0 },
      { passed: 2, failed: 0 },
    ]);
  });

  it('is told of the parts whose specs ran beside them', () => {
    wrote(
      file('apps/cli/src/supervisor/a.e2e.spec.ts', 'passed', 'failed'),
      file('apps/eventstore/src/b.int.spec.ts', 'passed'),
      file('libs/identity/src/c.spec.ts', 'passed'),
    );
    const projects = ['supervisor', 'store', 'int', 'e2e', 'unit'];
    expect(projects.map((project) => resultIn(report(), 1, project))).toEqual([
      { passed: 1, failed: 1 },
      { passed: 1, failed: 0 },
      { passed: 0, failed: 0 },
      { passed: 0, failed: 0 },
      { passed: 1, failed: 0 },
    ]);
  });

  it.each(['pending', 'todo', 'skipped', 'disabled'])('a test that is %s counts as failed', (status) => {
    wrote(file('a.spec.ts', 'passed', status));
    expect(resultIn(report(), 0, 'unit')).toEqual({ passed: 1, failed: 1 });
  });

  it('a file that can not be loaded counts as failed', () => {
    wrote(file('a.spec.ts', 'passed'), file('b.spec.ts'));
    expect(resultIn(report(), 1, 'unit')).toEqual({ passed: 1, failed: 1 });
  });

  it('a run that failed without a failed test, and one that wrote no report, are failed', () => {
    expect(resultIn(report(), 0, 'unit')).toEqual({ passed: 0, failed: 1 });
    wrote(file('a.spec.ts', 'passed'));
    expect([resultIn(report(), 1, 'unit'), resultIn(report(), 0, 'int')]).toEqual([
      { passed: 1, failed: 1 },
      { passed: 0, failed: 0 },
    ]);
  });
});
