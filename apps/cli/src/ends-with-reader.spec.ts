import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../../..');
const ends = `require('./apps/cli/src/ends-with-reader.ts').endsWithReader(process.stdout);`;
/** Does that when it is told to, and ends with 7 when it is still there afterwards. */
const then = (what: string) =>
  `process.stdin.once('data', () => { ${what}; setTimeout(() => process.exit(7), 500); });`;
const prints = then(`process.stdout.write('x')`);

/** How a process ends that nobody reads, and what it says about that. */
async function unread(program: string): Promise<unknown> {
  const child = spawn(process.execPath, ['-r', './infra/tools/register.cjs', '-e', program], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  child.stdin.write('go');
  const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { said, code: child.exitCode };
}

describe('a command whose output cannot be written', () => {
  it(
    'ends quietly when nobody reads it any more',
    async () => expect(await unread(`${ends} ${prints}`)).toEqual({ said: '', code: 0 }),
    20_000,
  );

  it(
    'goes on when it listens itself, as everything does that serves',
    async () =>
      expect(await unread(`${ends} process.stdout.on('error', () => undefined); ${prints}`)).toEqual({
        said: '',
        code: 7,
      }),
    20_000,
  );

  it(
    'says in one sentence that the disk is full',
    async () =>
      expect(
        await unread(
          `${ends} ${then(`process.stdout.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))`)}`,
        ),
      ).toEqual({ said: 'The disk is full: free some space.\n', code: 1 }),
    20_000,
  );
});
