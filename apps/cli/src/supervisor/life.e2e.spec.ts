import { isAlive } from '@annals/postgres';
import { scaled, startAnnals, type TestAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { eventually, runAnnals } from '../testing/run-annals';

/** A sign-up, repeated with its key until the product answers: what a careful client does. */
async function signUp({ url }: TestAnnals, email: string): Promise<void> {
  const key = randomUUID();
  await eventually(
    `sign-up of ${email}`,
    async () => {
      const response = await fetch(`${url}/api/v1/users`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ email }),
      }).catch(() => undefined);
      if (response !== undefined && response.status !== 202 && response.status < 500)
        throw new Error(`sign-up answers ${response.status}: ${await response.text()}`);
      return response?.status === 202;
    },
    30_000,
  );
}

const pidOf = ({ processes }: TestAnnals, name: string): number =>
  processes.find((each) => each.name === name)?.pid ?? 0;

describe('annals start', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals({});
  }, 120_000);
  afterAll(async () => {
    await annals.stop();
  });
  // One data folder lives through it all: whatever ended the installation, the next start goes on with it.
  beforeEach(async () => {
    if (!isAlive(annals.pid)) annals = await startAnnals({ ANNALS_DATA: annals.dataFolder });
  }, 120_000);

  it('serves the console, the API docs and the mailbox, and starts again whatever is killed', async () => {
    for (const path of ['/', '/api/docs', '/health/ready'])
      expect({ path, status: (await fetch(annals.url + path)).status }).toEqual({ path, status: 200 });
    expect((await runAnnals(['mailbox'], { ANNALS_DATA: annals.dataFolder })).out.trim()).toBe(annals.mailbox);
    expect((await fetch(annals.mailbox ?? '')).status).toBe(200);
    expect(annals.processes.map(({ name }) => name).sort()).toEqual([
      'api',
      'eventstore',
      'postgres',
      'projector',
      'worker',
    ]);
    for (const name of ['api', 'worker', 'projector', 'eventstore', 'postgres']) {
      const killed = pidOf(annals, name);
      process.kill(killed, 'SIGKILL');
      await eventually(`${name} starts again`, () => pidOf(annals, name) !== killed && isAlive(pidOf(annals, name)));
      // The mail went through the api, the event store, the worker and the database.
      await signUp(annals, `after-${name}@example.org`);
      expect(await annals.mail(`after-${name}@example.org`)).toHaveLength(1);
    }
  }, 180_000);

  it('refuses a second instance on the same data', async () => {
    const { code, err } = await runAnnals(['start', '--port', '0'], { ANNALS_DATA: annals.dataFolder });
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: `Annals already runs on ${annals.dataFolder} at ${annals.url} (pid ${annals.pid}): stop it first, or choose another data folder with ANNALS_DATA.`,
    });
    expect((await fetch(`${annals.url}/health/ready`)).status).toBe(200);
  }, 60_000);

  // Each costs a start; by night all.
  it.each(scaled<readonly NodeJS.Signals[]>(['SIGTERM'], ['SIGTERM', 'SIGINT', 'SIGHUP']))(
    'ends everything within 5 s on %s',
    async (signal) => {
      const pids = [annals.pid, ...annals.processes.map(({ pid }) => pid)];
      process.kill(annals.pid, signal);
      await eventually('everything ends', () => !pids.some(isAlive), 5000);
    },
    60_000,
  );

  it('leaves nothing but the database when it is killed, and the next start goes on with all that was acknowledged', async () => {
    await signUp(annals, 'before@example.org');
    const database = pidOf(annals, 'postgres');
    const children = annals.processes.filter(({ name }) => name !== 'postgres').map(({ pid }) => pid);
    process.kill(annals.pid, 'SIGKILL');
    await eventually('the children end by themselves', () => !children.some(isAlive), 5000);
    annals = await startAnnals({ ANNALS_DATA: annals.dataFolder });
    expect(pidOf(annals, 'postgres')).toBe(database);
    expect(await annals.mail('before@example.org')).toHaveLength(1);
  }, 120_000);
});
