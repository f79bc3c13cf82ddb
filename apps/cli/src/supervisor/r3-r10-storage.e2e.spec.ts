import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canMountDisks, say, scaled, smallDisk, startAnnals, type SmallDisk, type TestAnnals } from '@annals/testing';
import { eventually, runAnnals } from '../testing/run-annals';

const KILLS = scaled(1, 20);
const PEOPLE = 4;
const MEBIBYTE = 1024 * 1024;
const DISK = 640;
jest.setTimeout(scaled(240_000, 900_000));

interface Heard {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly email: string;
}

/** A sign-up with one try. Status 0: no answer at all. */
async function signUp({ url }: TestAnnals, email: string, key: string): Promise<Heard> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  try {
    const response = await fetch(`${url}/api/v1/users`, { method: 'POST', headers, body: JSON.stringify({ email }) });
    await response.arrayBuffer();
    return { email, status: response.status, retryAfter: response.headers.get('retry-after') };
  } catch {
    return { email, status: 0, retryAfter: null }; // the api was being started again
  }
}

/** Refusals are 503 and say when to come again. */
const wrongRefusals = (refusals: readonly Heard[]): Heard[] =>
  refusals.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null);

describe('R3: a database that is killed under the product', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals({});
  }, 120_000);
  afterAll(() => annals.stop());

  const database = (): number => annals.processes.find(({ name }) => name === 'postgres')?.pid ?? 0;

  it(`${KILLS} times: commands are answered 202 and done once, or 503 with Retry-After; repeated with their key they are done`, async () => {
    let done = false;
    const acknowledged: string[] = [];
    const refusals: Heard[] = [];
    /** One command after the other, each repeated with its key until it is accepted. */
    const person = async (): Promise<void> => {
      while (!done) {
        const [email, key] = [`${randomUUID()}@example.org`, randomUUID()];
        for (;;) {
          const answer = await signUp(annals, email, key);
          if (answer.status === 202) break;
          refusals.push(answer);
          await pause(100);
        }
        acknowledged.push(email);
        await pause(20); // the mails of all these people are sent, too
      }
    };
    const people = Promise.all(Array.from({ length: PEOPLE }, person));
    for (let kill = 0; kill < KILLS; kill += 1) {
      const [victim, before] = [database(), acknowledged.length];
      await eventually('commands are done', () => acknowledged.length >= before + 10, 60_000);
      process.kill(victim, 'SIGKILL');
      await eventually('the database is started again', () => database() !== victim && database() !== 0, 60_000);
    }
    const before = acknowledged.length;
    await eventually('commands are done again', () => acknowledged.length >= before + 10, 60_000);
    done = true;
    await people;
    for (const email of acknowledged) expect(await annals.mail(email)).toHaveLength(1);
    say(
      `R3, the product: ${KILLS} kills of Postgres, ${acknowledged.length} commands acknowledged and done once, ${refusals.length} answers 503`,
    );
    expect(wrongRefusals(refusals)).toEqual([]);
    expect(refusals.length).toBeGreaterThan(0);
  });
});

const describeOnDisk = canMountDisks() ? describe : undefined;
if (describeOnDisk === undefined)
  say(
    'R10: a full disk under the product is not tested here, for this user may mount none (neither mount nor unshare -Urm).',
  );
describeOnDisk?.('R10 A3: the disk of the data folder', () => {
  let disk: SmallDisk | undefined;
  let annals: TestAnnals | undefined;
  afterEach(async () => {
    await annals?.stop();
    await disk?.remove();
    [annals, disk] = [undefined, undefined];
  });

  async function refused(data: string): Promise<string> {
    const { code, err } = await runAnnals(['start', '--port', '0'], { ANNALS_DATA: data });
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    return err.trim();
  }

  it('is full at the first start: one sentence, and nothing is left running', async () => {
    disk = await smallDisk(256);
    const data = join(disk.path, 'data');
    disk.fill();
    expect(await refused(data)).toMatch(
      /^(The data folder .* is on a full disk: choose another one|The disk of .* is full \(0 MB left, Annals needs 128 to start\): free some space or choose another folder) with ANNALS_DATA\.$/,
    );
    disk.fill(60 * MEBIBYTE);
    expect(await refused(data)).toMatch(
      /^The disk of .* is full \(\d+ MB left, Annals needs 128 to start\): free some space or choose another folder with ANNALS_DATA\.$/,
    );
  });

  it('fills while the product runs: 503 and no lost command; room again, and it serves by itself; full at the next start is said', async () => {
    const own = (disk = await smallDisk(DISK));
    const data = join(own.path, 'data');
    const running = (annals = await startAnnals({ ANNALS_DATA: data }));
    const heard: Heard[] = [];
    const tryOne = async (): Promise<Heard> => {
      const one = await signUp(running, `${randomUUID()}@example.org`, randomUUID());
      heard.push(one);
      return one;
    };
    expect((await tryOne()).status).toBe(202);
    own.fill();
    await eventually('a command is refused', async () => (await tryOne()).status !== 202, 60_000);
    await Promise.all([tryOne(), tryOne()]);
    const refusals = heard.filter(({ status }) => status !== 202);
    expect(wrongRefusals(refusals)).toEqual([]);
    own.free();
    const room = Date.now();
    await eventually('it serves again by itself', async () => (await tryOne()).status === 202, 60_000);
    const back = Date.now() - room;
    expect(wrongRefusals(heard.filter(({ status }) => status !== 202 && status !== 0))).toEqual([]);
    const acknowledged = heard.filter(({ status }) => status === 202);
    for (const { email } of acknowledged) expect(await running.mail(email)).toHaveLength(1);
    say(
      `R10, the product on a full disk: ${heard.length} commands, ${acknowledged.length} acknowledged and done, ${heard.length - acknowledged.length} refused, 0 lost; it served again ${back} ms after there was room`,
    );
    process.kill(running.pid, 'SIGTERM');
    await eventually('it ends', () => running.processes.length === 0, 10_000);
    own.fill(60 * MEBIBYTE);
    expect(await refused(data)).toMatch(/^The disk of .* is full \(\d+ MB left, /);
    own.fill();
    expect(await refused(data)).toMatch(/ full[ :(]/);
  });
});
