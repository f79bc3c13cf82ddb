import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(120_000);

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}

describe('D5: the OpenAPI document', () => {
  let annals: TestAnnals;
  let text: string;
  let operations: readonly (readonly [name: string, operation: Operation])[];

  beforeAll(async () => {
    annals = await startAnnals();
    text = await (await fetch(`${annals.url}/api/openapi.json`)).text();
    const { paths } = JSON.parse(text) as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
    operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );
  });
  afterAll(() => annals.stop());

  it('says of every route what it is for, what it takes and how it may refuse', () => {
    const wanting = operations.flatMap(([name, { summary, parameters, responses }]) => {
      const headers = parameters.filter((each) => each.in === 'header').map((each) => each.name);
      const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      return [
        ...(summary ? [] : [`${name} has no summary`]),
        ...(name.startsWith('GET') || (headers.includes('Idempotency-Key') && headers.includes('If-Match'))
          ? []
          : [`${name} does not take the headers of commands`]),
        ...(['400', '503'].every((status) => status in responses) &&
        problems.every(([, { content }]) => content?.['application/problem+json'])
          ? []
          : [`${name} does not say how it refuses`]),
        ...Object.entries(responses).flatMap(([status, { description }]) =>
          description ? [] : [`${name} ${status} has no words`],
        ),
      ];
    });
    expect(operations.length).toBeGreaterThan(40);
    expect(wanting).toEqual([]);
    expect(
      operations.filter(([, { parameters }]) => parameters.some(({ name }) => name === 'Min-Position')).length,
    ).toBeGreaterThan(8);
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  });

  it('refers to nothing that it has not', () => {
    const document: unknown = JSON.parse(text);
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    const dangling = refs.filter(
      (ref) =>
        ref
          .slice(2)
          .split('/')
          .reduce<unknown>(
            (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
            document,
          ) === undefined,
    );
    expect(refs.length).toBeGreaterThan(50);
    expect(dangling).toEqual([]);
    expect(text).not.toMatch(/JWT/);
  });

  it('is taken by a generator without a warning', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'annals-test-openapi-'));
    try {
      writeFileSync(join(folder, 'openapi.json'), text);
      const generator = resolve(__dirname, '../../../node_modules/.bin/openapi-ts');
      const { stdout, stderr } = await promisify(execFile)(
        generator,
        ['-i', join(folder, 'openapi.json'), '-o', join(folder, 'client'), '--no-log-file'],
        { cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
      );
      expect(`${stdout}${stderr}`).not.toMatch(/warn|error|⚠/i);
      expect(readFileSync(join(folder, 'client/types.gen.ts'), 'utf8')).toContain('export type Problem =');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is shown as a whole under a policy without inline styles', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (/Content Security Policy|Refused to/i.test(message.text())) complaints.push(message.text());
      });
      await page.goto(`${annals.url}/api/docs`);
      const groups = page.locator('.opblock-tag');
      await groups.first().waitFor();
      let shown = 0;
      for (const group of await groups.all()) {
        await group.click();
        await page.locator('.opblock').first().waitFor();
        shown += await page.locator('.opblock').count();
        await group.click();
        await page.locator('.opblock').first().waitFor({ state: 'detached' });
      }
      expect(shown).toBe(operations.length);
      for (const index of [0, 1, 2]) await groups.nth(index).click();
      for (const index of [0, 3, 6]) await page.locator('.opblock-summary-control').nth(index).click();
      await page.locator('.opblock.is-open .responses-table').nth(2).waitFor();
      await page.locator('.try-out__btn').first().click();
      await page.locator('.authorize').first().click();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
