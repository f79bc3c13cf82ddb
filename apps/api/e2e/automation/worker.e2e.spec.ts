import { startAnnals, type TestAnnals } from '@annals/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client as Postgres } from 'pg';
import { eventually } from '../../../cli/src/testing/run-annals';
import { bot, founder, type Founder } from '../support/people';

const MAIN = resolve(__dirname, '../../../../dist/bundled/annals.js');

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

  describe('by whatever calls it', () => {
    let its: Awaited<ReturnType<typeof bot>>;
    beforeAll(async () => {
      its = await bot(annals, owner, 'by hand');
    });
    const reports = ['start', 'lease', 'logs', 'progress', 'succeed', 'fail', 'stopped'] as const;
    const said: Readonly<Partial<Record<string, object>>> = {
      logs: { lines: ['x'] },
      progress: { percent: 10 },
      fail: { error: 'No' },
    };
    type Reported = { code: string; position: string };
    const report = (runId: string, what: string, { by = its.client, path = owner.path, key = randomUUID() } = {}) =>
      by.post<Reported>(`${path}/runs/${runId}/${what}`, said[what] ?? {}, { 'idempotency-key': key });
    const claims = (wait = 0) =>
      its.client.post<{ run: { runId: string } | null }>(`${owner.path}/bots/${its.botId}/claims?wait=${wait}`);
    const request = async (body: object = {}) =>
      owner.client.post<{ runId: string; code: string }>(`${owner.path}/bots/${its.botId}/runs`, body);
    const claimed = async (): Promise<string> => {
      const { runId } = (await request()).body;
      expect((await claims(20)).body.run?.runId).toBe(runId);
      return runId;
    };

    it('B11: a run of another bot or organization does not exist for it, whatever it reports', async () => {
      const [{ runId }, stranger] = [(await request()).body, await founder(annals, 'sten')];
      const [other, abroad] = [await bot(annals, owner, 'beside'), await bot(annals, stranger, 'abroad')];
      for (const what of reports) {
        expect([what, (await report(runId, what, { by: other.client })).body.code]).toEqual([what, 'RUN_NOT_FOUND']);
        const there = { by: abroad.client, path: stranger.path };
        expect([what, (await report(runId, what, there)).body.code]).toEqual([what, 'RUN_NOT_FOUND']);
        expect([what, (await report(runId, what, { by: abroad.client })).body.code]).toEqual([what, 'ORG_NOT_FOUND']);
      }
      const claim = `${owner.path}/bots/${its.botId}/claims`;
      expect((await other.client.post(claim)).body['code']).toBe('BOT_NOT_FOUND');
      expect((await abroad.client.post(claim)).body['code']).toBe('ORG_NOT_FOUND');
      expect((await claims(20)).body.run?.runId).toBe(runId);
      expect((await report(runId, 'succeed')).status).toBe(200);
    });

    it('B11: of what is told out of order, twice or after the end, the first end counts, and the last progress', async () => {
      const runId = await claimed();
      const { client, path } = owner;
      const progress = async (percent: number) => {
        await its.client.post(`${path}/runs/${runId}/progress`, { percent });
        return (await client.get<{ progress: { percent: number } }>(`${path}/runs/${runId}`)).body.progress.percent;
      };
      await eventually('it is running', async () => (await outcome(runId)) === 'running');
      expect([await progress(60), await progress(20)]).toEqual([60, 20]);
      const key = randomUUID();
      const first = await report(runId, 'succeed', { key });
      const again = await report(runId, 'succeed', { key });
      expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
      for (const late of reports)
        expect([late, (await report(runId, late)).body.code]).toEqual([late, 'INVALID_RUN_TRANSITION']);
      expect(await outcome(runId, first.body)).toBe('succeeded');
    });

    it('D12: what is too large is refused, and asks for nothing', async () => {
      const before = (await claims()).body.run;
      for (const [many, status, code] of [
        [262_200, 400, 'VALIDATION_FAILED'],
        [1_100_000, 413, 'BODY_TOO_LARGE'],
      ] as const) {
        const refused = await request({ input: 'x'.repeat(many) });
        expect([refused.status, refused.body.code]).toEqual([status, code]);
      }
      expect([before, (await claims()).body.run]).toEqual([null, null]);
    });

    it('B11: a run that comes as its worker vanishes waits on, or is lost and says so', async () => {
      const vault = new Postgres({ connectionString: annals.databaseUrl });
      await vault.connect();
      // Nobody falls silent while nobody was there to hear them.
      await vault.query("UPDATE vault.listening SET since = now() - interval '10 minutes'");
      const silent = (runId: string) =>
        vault.query("UPDATE vault.run_queue SET leased_until = now() - interval '1 second' WHERE run_id = $1", [runId]);
      const address = `${annals.url}${owner.path}/bots/${its.botId}/claims?wait=20`;
      const headers = { authorization: `Bearer ${its.secret}`, 'content-type': 'application/json' };
      const came = new Set<string>();
      for (const moment of ['before', 'with', 'after', 'after'] as const) {
        const leaves = new AbortController();
        const { signal } = leaves;
        const gone = fetch(address, { method: 'POST', headers, body: '{}', signal }).catch(() => undefined);
        if (moment === 'before') leaves.abort();
        const asking = request();
        if (moment === 'with') leaves.abort();
        const { runId } = (await asking).body;
        leaves.abort();
        await gone;
        await eventually('it is claimed, or lost', async () => {
          const mine = (await claims()).body.run;
          if (mine !== null) expect((await report(mine.runId, 'succeed')).status).toBe(200);
          else await silent(runId);
          return ['succeeded', 'lost'].includes(String(await outcome(runId)));
        });
        came.add(String(await outcome(runId)));
      }
      await vault.end();
      expect([...came].filter((end) => !['succeeded', 'lost'].includes(end))).toEqual([]);
      expect((await claims()).body.run).toBeNull();
    });
  });
});
