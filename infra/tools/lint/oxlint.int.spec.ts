import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { projects } from '../rules/type-checked';
import { oxlint } from '../test/checks';
import { root } from '../test/node';
import { planted } from './planted';

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), message: z.string(), filename: z.string() })),
});

/**
 * `typescript(no-namespace)` is what `.oxlintrc.json` calls `typescript/no-namespace`, and `eslint(no-var)` is
 * `no-var`.
 */
const nameOf = (code: string): string => code.replace(/^eslint\((.*)\)$/, '$1').replace(/^(\w+)\((.*)\)$/, '$1/$2');

describe('the linter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-lint-'));
    for (const file of ['.oxlintrc.json', 'infra/tools/lint/plugin.cjs', 'tsconfig.base.json', ...projects])
      cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What it says about files: `rule` for each file, and its exit code. */
  function lint(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, oxlint.script), ...oxlint.args, '--format', 'json'],
      { cwd: folder, encoding: 'utf8' },
    );
    return {
      status,
      found: Report.parse(JSON.parse(stdout)).diagnostics.map(({ filename, code, message }) => ({
        filename,
        rule: code === undefined ? message : nameOf(code),
      })),
    };
  }
  const rulesIn = (found: ReturnType<typeof lint>['found'], file: string) =>
    [...new Set(found.filter(({ filename }) => filename === file).map(({ rule }) => rule))].sort();

  it('finds what each of its rules is for', () => {
    const on = readFileSync(join(root, '.oxlintrc.json'), 'utf8').matchAll(/"((?:[a-z]+\/)?[a-z-]+)": (?:\[)?"error"/g);
    expect(Object.keys(planted).sort()).toEqual([...on].map(([, name]) => name).sort());
    const place = (rule: string) => `libs/kernel/src/${basename(rule)}.ts`;
    const { found } = lint(Object.fromEntries(Object.entries(planted).map(([rule, text]) => [place(rule), text])));
    expect(Object.keys(planted).filter((rule) => !rulesIn(found, place(rule)).includes(rule))).toEqual([]);
  }, 60_000);

  it('knows the types of every project', () => {
    const work = (file: string) => `import { work } from '${file}';\nexport const f = () => { work(); };`;
    const promise = 'export const work = () => Promise.resolve();';
    const button =
      'export const Button = (props: { name: string }) => <button onClick={() => Promise.resolve()}>{props.name}</button>;\nexport const b = <Button name={JSON.parse("1")} />;';
    const { found } = lint({
      'libs/a/src/index.ts': promise,
      'libs/b/src/b.ts': work('@annals/a'),
      'apps/console/src/c.ts': work('@annals/a'),
      'apps/console/e2e/d.ts': work('@annals/a'),
      'apps/console/src/button.tsx': button,
      'infra/bench/e.ts': work('@annals/a'),
    });
    for (const file of ['libs/b/src/b.ts', 'apps/console/src/c.ts', 'apps/console/e2e/d.ts'])
      expect(rulesIn(found, file)).toEqual(['typescript/no-floating-promises']);
    expect(rulesIn(found, 'apps/console/src/button.tsx')).toEqual([
      'typescript/no-misused-promises',
      'typescript/no-unsafe-assignment',
    ]);
    expect(rulesIn(found, 'infra/bench/e.ts')).toEqual([]);
  }, 60_000);

  it('keeps chance, clock and process out of what history replays, and of nothing else', () => {
    const impure = 'export const f = () => [Math.random(), Date.now(), new Date(), new Date(1), process.pid];';
    const rules = ['annals/no-chance', 'annals/no-clock', 'no-restricted-globals'];
    const pure = [
      'libs/kernel/src/a/b.ts',
      'libs/contracts/src/a.ts',
      'libs/organization/src/organization/people.ts',
      'libs/identity/src/commands/sign-in/sign-in.ts',
      'libs/automation/src/run/run.ts',
    ];
    const free = [
      'libs/kernel/src/a.spec.ts',
      'libs/organization/src/organization/people.service.ts',
      'libs/identity/src/commands/sign-in/sign-in.handler.ts',
      'libs/organization/src/organization/people.int.spec.ts',
      'libs/vault/src/a/a.ts',
      'apps/api/src/a/a.ts',
    ];
    const { found } = lint(Object.fromEntries([...pure, ...free].map((file) => [file, impure])));
    for (const file of pure) expect([file, rulesIn(found, file)]).toEqual([file, rules]);
    for (const file of free) expect([file, rulesIn(found, file)]).toEqual([file, []]);
  }, 60_000);

  it('takes comments that switch a rule off, and only where they are needed', () => {
    const off = (rule: string) => `// eslint-disable-next-line ${rule} -- because`;
    const { found, status } = lint({
      'libs/a/src/a.ts': `${off('@typescript-eslint/no-explicit-any')}\nexport type A = any;\n${off('typescript/no-floating-promises')}\nPromise.resolve();`,
    });
    expect({ found, status }).toEqual({ found: [], status: 0 });
    const needless = lint({ 'libs/a/src/a.ts': `${off('no-var')}\nexport const a = 1;` });
    expect(needless).toEqual({
      found: [{ filename: 'libs/a/src/a.ts', rule: expect.stringMatching(/^Unused eslint-disable/) as string }],
      status: 1,
    });
  }, 60_000);
});
