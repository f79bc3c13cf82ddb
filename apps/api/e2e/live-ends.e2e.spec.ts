import { say, scaled, type TestAnnals, startAnnals } from '@annals/testing';
import { anotherApi, type AnotherApi, eventually } from '../../cli/src/testing/run-annals';
import { Client } from './support/client';
import { founder, type Founder, member, PASSWORD, secretFromMail } from './support/people';

jest.setTimeout(scaled(300_000, 900_000));

const ROUNDS = scaled(3, 25);
/**
 * Right is a second for 99 of 100 (S6), which a machine that is busy with other things may miss. What is not told of
 * the end would find it out by its next heartbeat, every 5 s.
 */
const WITHIN_MS = scaled(3_000, 1_000);

/** B2: what is open ends with what it was opened by: told by the end itself, and it says why. */
describe('B2: a live stream ends', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  /** Opens a stream, ends what it was opened by, and says how it ended and how many milliseconds after the answer. */
  async function endOf(
    client: Client,
    path: string,
    end: () => Promise<{ status: number }>,
  ): Promise<{ code: string | undefined; ms: number }> {
    const stream = await client.listen(path);
    const heard = stream.until(/event: ended\n/).then((text) => ({ text, at: performance.now() }));
    const { status } = await end();
    const answered = performance.now();
    expect(status).toBeLessThan(300);
    const { text, at } = await heard;
    return { code: /"code":"(\w+)"/.exec(text)?.[1], ms: at - answered };
  }

  async function rounds(
    what: string,
    code: string,
    round: () => Promise<{ code: string | undefined; ms: number }>,
  ): Promise<void> {
    const ends: { code: string | undefined; ms: number }[] = [];
    for (let n = 0; n < ROUNDS; n += 1) ends.push(await round());
    expect(ends.map((end) => end.code)).toEqual(Array<string>(ROUNDS).fill(code));
    const slowest = Math.max(...ends.map(({ ms }) => ms));
    say(`B2: ${what}: ${ROUNDS} of ${ROUNDS} streams ended, the slowest ${slowest.toFixed(0)} ms after the answer`);
    expect(slowest).toBeLessThan(WITHIN_MS);
  }

  async function signedIn(email: string, password = PASSWORD): Promise<Client> {
    const client = new Client(annals.url);
    expect((await client.post('/api/v1/session', { email, password })).status).toBe(200);
    return client;
  }

  it('at sign-out, the person’s own and the organization’s', async () => {
    await rounds('sign-out', 'UNAUTHENTICATED', async () => {
      const client = await signedIn(owner.email);
      const own = client.listen('/api/v1/me/live').then((stream) => stream.until(/event: ended\n/));
      const end = await endOf(client, `${owner.path}/live`, () => client.send('DELETE', '/api/v1/session'));
      expect(await own).toContain('UNAUTHENTICATED');
      return end;
    });
  });

  it('when the password is changed on another device', async () => {
    const mia = await member(annals, owner, ['member']);
    let [current, next] = [PASSWORD, 'another fine password'];
    await rounds('password change', 'UNAUTHENTICATED', async () => {
      const [listening, changing] = [await signedIn(mia.email, current), await signedIn(mia.email, current)];
      const end = await endOf(listening, `${owner.path}/live`, () =>
        changing.post('/api/v1/me/password', { current, password: next }),
      );
      [current, next] = [next, current];
      return end;
    });
  });

  it('when the password is reset by mail', async () => {
    const password = 'another fine password';
    let reset = 0;
    await rounds('reset', 'UNAUTHENTICATED', async () => {
      reset += 1; // somebody else each time: a mailbox gets five such mails an hour
      const rosa = await member(annals, owner, ['member'], `rosa-${reset}`);
      const listening = await signedIn(rosa.email);
      expect((await new Client(annals.url).post('/api/v1/password/forgot', { email: rosa.email })).status).toBe(202);
      const token = await secretFromMail(annals, rosa.email, /password/);
      return endOf(listening, `${owner.path}/live`, () =>
        new Client(annals.url).post('/api/v1/password/reset', { token, password }),
      );
    });
  });

  it.each([
    ['removed from', 'remove'],
    ['suspended in', 'suspend'],
  ])('when the person is %s the organization, and nobody else’s does', async (name, end) => {
    const other = await owner.client.listen(`${owner.path}/live`);
    let ended = 0;
    await rounds(name, 'ORG_NOT_FOUND', async () => {
      ended += 1;
      const nia = await member(annals, owner, ['member'], `nia-${end}-${ended}`);
      return endOf(nia.client, `${owner.path}/live`, () =>
        owner.client.post(`${owner.path}/members/${nia.personId}/${end}`),
      );
    });
    expect((await owner.client.post(`${owner.path}/rename`, { name: `Halden ${end}` })).status).toBe(200);
    expect(await other.until(/event: moved\n/)).not.toContain('event: ended');
  });

  it('when its API key is revoked', async () => {
    await rounds('key revoked', 'UNAUTHENTICATED', async () => {
      const issued = await owner.client.post<{ keyId: string; secret: string }>(`${owner.path}/api-keys`, {
        name: 'dashboard',
        expiresInDays: 1,
        permissions: ['org:read'],
      });
      expect(issued.status).toBe(201);
      return endOf(new Client(annals.url, issued.body.secret), `${owner.path}/live`, () =>
        owner.client.post(`${owner.path}/api-keys/${issued.body.keyId}/revoke`),
      );
    });
  });

  describe('S6: in another api than the one that is told', () => {
    const EACH = scaled(3, 120);
    let another: AnotherApi;
    beforeAll(async () => {
      another = await anotherApi(annals);
      expect((await owner.client.post(`${owner.path}/policies`, { invitationsPerDay: 1_000 })).status).toBe(200);
    });
    afterAll(() => another.end());

    /** A member who is signed in there. */
    async function there(name: string, roles = ['member']) {
      const { email, personId } = await member(annals, owner, roles, name);
      const client = new Client(another.origin);
      expect((await client.post('/api/v1/session', { email, password: PASSWORD })).status).toBe(200);
      return { client, personId };
    }
    function within(what: string, took: readonly number[]): void {
      const sorted = took.toSorted((a, b) => a - b);
      const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Infinity;
      const median = sorted[Math.ceil(sorted.length / 2) - 1] ?? Infinity;
      say(`S6: ${what}, in another api, ${took.length} times: ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
      expect(p99).toBeLessThan(WITHIN_MS);
    }
    const act = (personId: string, what: string, body: object = {}) =>
      owner.client.post(`${owner.path}/members/${personId}/${what}`, body);

    it('who is suspended is out of every open page', async () => {
      const sam = await there('sam');
      const took: number[] = [];
      for (let n = 0; n < EACH; n += 1) {
        const { code, ms } = await endOf(sam.client, `${owner.path}/live`, () => act(sam.personId, 'suspend'));
        expect(code).toBe('ORG_NOT_FOUND');
        took.push(ms);
        expect((await act(sam.personId, 'reinstate')).status).toBe(200);
        await eventually('they are let in again', async () => (await sam.client.get(owner.path)).status === 200);
      }
      within('suspended and out', took);
    });

    it('who is removed is out of every open page', async () => {
      const took: number[] = [];
      for (let n = 0; n < EACH; n += 1) {
        const { client, personId } = await there(`rob-${n}`);
        const { code, ms } = await endOf(client, `${owner.path}/live`, () => act(personId, 'remove'));
        expect(code).toBe('ORG_NOT_FOUND');
        took.push(ms);
      }
      within('removed and out', took);
    });

    it('who is demoted is told, and may no more with the next command; who is promoted may', async () => {
      const dora = await there('dora', ['admin']);
      const took = { told: [] as number[], down: [] as number[], up: [] as number[] };
      /** A command that changes nothing. */
      const asks = async (): Promise<number> => (await dora.client.post(`${owner.path}/policies`)).status;
      const until = async (status: number, since: number): Promise<number> => {
        while ((await asks()) !== status);
        return performance.now() - since;
      };
      for (let n = 0; n < EACH; n += 1) {
        const stream = await dora.client.listen(`${owner.path}/live`);
        const heard = stream.until(/"view":"people"/).then(() => performance.now());
        expect((await act(dora.personId, 'roles', { roles: ['member'] })).status).toBe(200);
        const changed = performance.now();
        took.down.push(await until(403, changed));
        took.told.push((await heard) - changed);
        expect((await act(dora.personId, 'roles', { roles: ['admin'] })).status).toBe(200);
        took.up.push(await until(200, performance.now()));
      }
      within('demoted and told', took.told);
      within('demoted and refused', took.down);
      within('promoted and allowed', took.up);
    });
  });
});
