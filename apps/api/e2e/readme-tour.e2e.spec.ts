import { startAnnals, type TestAnnals } from '@annals/testing';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../..');
const MAIN = join(root, 'dist/bundled/annals.js');

/**
 * The tour of README.md as people paste it; only the address and the way to the command line are those of this
 * installation.
 */
function tourOf(url: string): string {
  const text = /## A tour\n.*?```sh\n(.*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
  const mine = [
    ['A=http://localhost:8080', `A=${url}`],
    ['npm run --silent annals -- mailbox', `"${process.execPath}" "${MAIN}" mailbox`],
    ['npm run --silent annals -- bot', `"${process.execPath}" "${MAIN}" bot`],
  ] as const;
  return mine.reduce((tour, [theirs, ours]) => {
    if (!tour.includes(theirs)) throw new Error(`The tour has no ${theirs}`);
    return tour.replace(theirs, ours);
  }, text);
}

describe('D6: the tour of the README', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  it('can be pasted as it stands, twice into the same terminal; each answer is a line of its own', async () => {
    const tour = tourOf(annals.url);
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', `${tour}\n${tour}`], {
      cwd: root,
      env: { ...process.env, ANNALS_DATA: annals.dataFolder },
    });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect({ stderr, codes: answers.flatMap(({ code }) => (code === undefined ? [] : [code])) }).toEqual({
      stderr: '',
      codes: ['BOT_DISABLED', 'BOT_DISABLED'],
    });
    expect(answers).toHaveLength(26);
    for (const once of [answers.slice(0, 13), answers.slice(13)]) {
      expect(once[5]).toMatchObject({ items: [{ name: 'invoice-reader', status: 'disabled' }] });
      expect(JSON.stringify(once[6])).toContain('RunRefused');
      const { runId } = once[9] ?? {};
      expect(once[10]).toMatchObject({ runId, status: 'succeeded' });
      expect(once[11]).toEqual({
        input: { kept: true, value: { invoices: 3 } },
        output: { kept: true, value: { run: runId, read: { invoices: 3 } } },
      });
      expect(once[12]).toMatchObject({ text: `{"run":"${String(runId)}","read":{"invoices":3}}\n`, cut: false });
    }
  });
});
