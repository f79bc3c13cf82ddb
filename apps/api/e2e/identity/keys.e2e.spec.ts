import {
  botKeyPermissions,
  peopleOnlyPermissions,
  permissions,
  type Permission,
  personKeyPermissions,
  systemRoles,
} from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import { Client } from '../support/client';
import { bot, founder, type Founder, member } from '../support/people';
import { everyParameter, bodyFor, fill, routes, type WalkedRoute } from '../support/routes';

jest.setTimeout(180_000);

/** A key is nobody who could ask about themselves, or be offered something. */
const isAboutOneself = ({ path }: WalkedRoute) =>
  /\/me(?:\/profile)?$|\/ownership-offer\/(?:accept|decline)$/.test(path);

/** No route asks for it: it says how much of the catalogue a list has. */
const seenBeside: readonly Permission[] = ['bots.catalogue:read'];

interface Listed {
  readonly items: readonly {
    readonly keyId: string;
    readonly may: readonly string[];
    readonly endedBy: string | null;
    readonly revokedAt: string | null;
    readonly bot: { readonly name: string } | null;
    readonly issuedBy: { readonly personId: string; readonly alias: string; readonly isMember: boolean };
  }[];
}

describe('B1: a key never outlives the rights of who issued it', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let things: Readonly<Record<string, string>>;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    const { botId, keyId } = await bot(annals, owner);
    const nothing = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
    things = { ...everyParameter(nothing), organizationId: owner.organizationId, botId, keyId, sequence: '999999999' };
  });
  afterAll(() => annals.stop());

  type Admin = Awaited<ReturnType<typeof member>>;
  const issue = (client: Client, given: readonly Permission[] = personKeyPermissions) =>
    client.post<{ keyId: string; secret: string; code?: string }>(`${owner.path}/api-keys`, {
      name: 'service',
      expiresInDays: 30,
      permissions: given,
    });
  const listed = async () => (await owner.client.get<Listed>(`${owner.path}/api-keys`)).body.items;
  const remove = async ({ personId }: Admin, body: object = {}) =>
    expect((await owner.client.post(`${owner.path}/members/${personId}/remove`, body)).status).toBe(200);

  async function reinvite(admin: Admin): Promise<void> {
    await remove(admin);
    expect(
      (await owner.client.post(`${owner.path}/invitations`, { email: admin.email, roles: ['admin'] })).status,
    ).toBe(201);
    const [newest] = await annals.mail(admin.email, 2);
    const token = /#(\S+)/.exec(newest?.text ?? '')?.[1];
    const accepted = await admin.client.post<{ personId: string }>('/api/v1/invitations/accept', { token });
    expect([accepted.status, accepted.body.personId]).toEqual([200, admin.personId]);
  }

  /** What a key is answered by every route that asks for a permission. */
  async function walk(key: Client): Promise<{ route: WalkedRoute; status: number }[]> {
    const asked = routes.filter(({ permission, streams }) => permission !== undefined && !streams);
    expect(new Set([...asked.map(({ permission }) => permission), ...seenBeside])).toEqual(
      new Set(Object.keys(permissions)),
    );
    const answers: { route: WalkedRoute; status: number }[] = [];
    for (const route of asked) {
      const answer = await key.send(route.method, fill(route.path, things), bodyFor(route));
      answers.push({ route, status: answer.status });
    }
    return answers;
  }
  const sentences = (answers: readonly { route: WalkedRoute; status: number }[]) =>
    answers.map(({ route, status }) => `${route.method} ${route.path} (${route.permission}): ${status}`);

  it.each<readonly [string, (admin: Admin) => Promise<void>]>([
    ['removed', remove],
    ['left', async ({ client }) => expect((await client.post(`${owner.path}/leave`)).status).toBe(200)],
    ['re-invited', reinvite],
  ])('%s: every route answers 401 at once, and the list says so, too', async (how, end) => {
    const admin = await member(annals, owner, ['admin'], `adam-${how}`);
    const issued = await issue(admin.client);
    expect(issued.status).toBe(201);
    const key = new Client(annals.url, issued.body.secret);
    expect((await key.get(`${owner.path}/bots`)).status).toBe(200);
    await end(admin);
    const still = (await walk(key)).filter(({ status }) => status !== 401);
    expect(sentences(still)).toEqual([]);
    const one = async () => (await listed()).find(({ keyId }) => keyId === issued.body.keyId);
    await eventually('the end of the key', async () => typeof (await one())?.revokedAt === 'string');
    expect(await one()).toMatchObject({
      endedBy: 'membership_ended',
      may: [],
      issuedBy: { personId: admin.personId, alias: `adam-${how}` },
    });
  });

  it('demoted: it may what the lower role may, and everything else is 403; raised again it may it again', async () => {
    const admin = await member(annals, owner, ['admin'], 'amy');
    const issued = await issue(admin.client);
    const key = new Client(annals.url, issued.body.secret);
    const become = async (role: string) =>
      expect((await owner.client.post(`${owner.path}/members/${admin.personId}/roles`, { roles: [role] })).status).toBe(
        200,
      );
    await become('member');
    const lower: readonly string[] = systemRoles.member.permissions.filter((each) =>
      personKeyPermissions.includes(each),
    );
    const wrong = (await walk(key)).filter(
      ({ route, status }) => (status === 403) === (lower.includes(route.permission ?? '') && !isAboutOneself(route)),
    );
    expect(sentences(wrong)).toEqual([]);
    expect((await issue(admin.client)).status).toBe(403);
    expect((await listed()).find(({ keyId }) => keyId === issued.body.keyId)).toMatchObject({
      revokedAt: null,
      may: lower,
      issuedBy: { alias: 'amy', isMember: true },
    });
    await become('admin');
    expect((await key.get(`${owner.path}/audit`)).status).toBe(200);
  });

  it('no key issues keys, or carries what only people or bots may', async () => {
    const issued = await issue(owner.client);
    const key = new Client(annals.url, issued.body.secret);
    expect([
      (await issue(key, ['bots:read'])).status,
      (await key.post(`${owner.path}/bots/${things.botId}/api-keys`, { name: 'child', expiresInDays: 365 })).status,
    ]).toEqual([403, 403]);
    for (const each of [...peopleOnlyPermissions, ...botKeyPermissions]) {
      expect((await issue(owner.client, [each])).body.code).toBe(
        peopleOnlyPermissions.includes(each) ? 'PERMISSION_FOR_PEOPLE_ONLY' : 'PERMISSION_ESCALATION',
      );
    }
  });

  it("W4: a bot's key goes on when who issued it is gone, and the list names both", async () => {
    const admin = await member(annals, owner, ['admin'], 'ben');
    const { botId, keyId, client } = await bot(annals, { ...owner, client: admin.client }, 'ledger-reader');
    const { personId: others } = (await owner.client.get<{ personId: string }>(`${owner.path}/me`)).body;
    await remove(admin, { assetPlan: { bots: [], others } });
    expect((await client.post(`${owner.path}/bots/${botId}/heartbeat`, { status: 'idle' })).status).toBe(204);
    expect((await listed()).find((each) => each.keyId === keyId)).toMatchObject({
      bot: { name: 'ledger-reader' },
      issuedBy: { personId: admin.personId, alias: 'ben', isMember: false },
    });
  });
});
