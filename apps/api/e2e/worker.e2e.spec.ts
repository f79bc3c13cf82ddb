import { startAnnals, type TestAnnals } from '@annals/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '../../cli/src/testing/run-annals';
import { bot, founder, type Founder } from './support/people';

const MAIN = resolve(__dirname, '../../../dist/bundled/annals.js');

/** A letter for what the system does with a process: T holds it; none when there is no such process. */
function stateOf(pid: number): string | undefined {
  try {
    return /^State:\t(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** B11: `annals bot` as somebody has it at work, with commands of a shell. */
describe('a worker for any program', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let botId: string;
  let secret: string;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'ines');
    ({ botId } = await bot(annals, owner));
    const key = await owner.client.post(`${owner.path}/bots/${botId}/api-keys`, { name: 'worker', expiresInDays: 1 });
    secret = String(key.body['secret']);
  });
  afterEach(() => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  });
  afterAll(() => annals.stop());

  /** Carries out one run by this script, which says the number of its process first. */
  function works(script: string, key = secret) {
    const said = ['bot', '--once', '--url', annals.url, '--', 'sh', '-c', `echo "process $$"; ${script}`];
    const worker = spawn(process.execPath, [MAIN, ...said], { env: { ...process.env, ANNALS_BOT_KEY: key } });
    workers.push(worker);
    const lines: string[] = [];
    worker.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    const done = once(worker, 'close').then(() => JSON.parse(lines.join('') || '{}') as Record<string, unknown>);
    return { worker, done };
  }
  async function asked(): Promise<string> {
    const { status, body } = await owner.client.post(`${owner.path}/bots/${botId}/runs`);
    expect(status).toBe(201);
    return String(body['runId']);
  }
  const act = async (runId: string, what: string, said: object = {}) => {
    const { status, body } = await owner.client.post(`${owner.path}/runs/${runId}/${what}`, said);
    expect(status).toBe(200);
    owner.client.seeing(String(body['position']));
  };
  const log = async (runId: string) =>
    String((await owner.client.get(`${owner.path}/runs/${runId}/logs`)).body['text']);
  /** The number of its process, as soon as it has said it. */
  const processOf = async (runId: string): Promise<number> => {
    const pid = async () => Number(/process (\d+)/.exec(await log(runId))?.[1] ?? 0);
    await eventually('it is at work', async () => (await pid()) > 0);
    return pid();
  };
  const outcome = async (runId: string, { position }: Record<string, unknown> = {}) => {
    if (typeof position === 'string') owner.client.seeing(position);
    return (await owner.client.get(`${owner.path}/runs/${runId}`)).body['status'];
  };

  it('hands on what it says while it is at work, and how it ended with what it said last', async () => {
    const free = join(annals.dataFolder, 'worker-may-end');
    const { done } = works(`until [ -e "${free}" ]; do sleep 0.1; done; echo broke >&2; exit 7`);
    const runId = await asked();
    await processOf(runId);
    writeFileSync(free, '');
    const ending = await done;
    expect(ending).toMatchObject({ runId, status: 'failed', error: 'The command ended with exit code 7: broke' });
    expect(await outcome(runId, ending)).toBe('failed');
  });

  it('is asked to stop, and says that it has', async () => {
    const { done } = works('trap "echo tidied; exit 3" TERM; while :; do echo tick; sleep 0.1; done');
    const runId = await asked();
    await processOf(runId);
    await act(runId, 'stop');
    const ending = await done;
    expect(ending).toMatchObject({ runId, status: 'stopped' });
    expect(await log(runId)).toContain('tidied');
    expect(await outcome(runId, ending)).toBe('stopped');
  });

  it('is killed with all that it started, though it will not hear of an end', async () => {
    const { done } = works('trap "" TERM; while :; do echo tick; sleep 0.1; done');
    const runId = await asked();
    const pid = await processOf(runId);
    await act(runId, 'kill');
    expect(await done).toMatchObject({ runId, status: 'killed' });
    await eventually('its process is gone', () => Promise.resolve([undefined, 'Z'].includes(stateOf(pid))));
    expect(await outcome(runId)).toBe('killed');
  });

  it('rests while its run does, goes on with it, and succeeds', async () => {
    const free = join(annals.dataFolder, 'worker-may-succeed');
    const { done } = works(`until [ -e "${free}" ]; do echo tick; sleep 0.1; done; exec echo done`);
    const runId = await asked();
    const pid = await processOf(runId);
    await act(runId, 'suspend');
    await eventually('the system holds it', () => Promise.resolve(stateOf(pid) === 'T'));
    expect(await outcome(runId)).toBe('suspended');
    writeFileSync(free, '');
    await act(runId, 'resume');
    const ending = await done;
    expect(ending).toMatchObject({ runId, status: 'succeeded' });
    expect(await outcome(runId, ending)).toBe('succeeded');
  });

  it('which is ended itself ends what it is at, and reports it', async () => {
    const { worker, done } = works('trap "exit 1" TERM; while :; do echo tick; sleep 0.1; done');
    const runId = await asked();
    await processOf(runId);
    worker.kill('SIGTERM');
    const ending = await done;
    expect(ending).toMatchObject({ runId, status: 'failed' });
    expect(await outcome(runId, ending)).toBe('failed');
  });

  it('hands on what it writes, however much and however fast that is', async () => {
    const { done } = works(
      `yes "$(head -c 2000 /dev/zero | tr '\\0' x)" | head -3000; head -c 3000000 /dev/zero; echo; echo all`,
    );
    const runId = await asked();
    const ending = await done;
    expect(ending).toMatchObject({ runId, status: 'succeeded' });
    expect(await outcome(runId, ending)).toBe('succeeded');
    expect(await log(runId)).toMatch(/lines left out …\n[^]*x\n[^]*…\nall\n$/);
  });

  it('leaves nothing behind where it is turned away, and says why', async () => {
    const { body } = await owner.client.post(`${owner.path}/bots/${botId}/api-keys`, { name: 'w', expiresInDays: 1 });
    const worker = works('trap "" TERM; while :; do echo tick; sleep 0.1; done', String(body['secret'])).worker;
    let said = '';
    worker.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const runId = await asked();
    const pid = await processOf(runId);
    await owner.client.post(`${owner.path}/bots/${botId}/api-keys/${String(body['keyId'])}/revoke`);
    expect(await once(worker, 'close')).toEqual([1, null]);
    expect(said).toMatch(/^This key does not count/);
    expect([undefined, 'Z']).toContain(stateOf(pid));
    await act(runId, 'kill');
  });

  it('waits while the organization is paused: what it is at goes on to its end, and the next run begins later', async () => {
    const free = join(annals.dataFolder, 'worker-may-go-on');
    const first = works(`until [ -e "${free}" ]; do echo tick; sleep 0.1; done`);
    const runId = await asked();
    await processOf(runId);
    const next = await asked();
    const second = works('true');
    const pause = (what: string) => owner.client.post(`${owner.path}/${what}`);
    expect((await pause('suspend')).status).toBe(200);
    writeFileSync(free, '');
    expect(await first.done).toMatchObject({ runId, status: 'succeeded' });
    expect((await owner.client.get(`${owner.path}/runs/${next}`)).body['status']).toBe('requested');
    expect((await pause('reactivate')).status).toBe(200);
    expect(await second.done).toMatchObject({ runId: next, status: 'succeeded' });
  });

  it('says so where its key does not count', async () => {
    const worker = spawn(process.execPath, [MAIN, 'bot', '--url', annals.url, '--', 'true'], {
      env: { ...process.env, ANNALS_BOT_KEY: `${secret.slice(0, -4)}0000` },
    });
    let said = '';
    worker.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = (await once(worker, 'close')) as [number];
    expect([code, said]).toEqual([1, expect.stringContaining('This key does not count')]);
  });
});
