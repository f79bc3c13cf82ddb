import { grantLevels } from '@annals/contracts';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import type { Client } from '../support/client';
import { bot, founder, member, someName, type Founder } from '../support/people';

jest.setTimeout(180_000);

type Person = Awaited<ReturnType<typeof member>>;
type Items = { readonly items: readonly Readonly<Record<string, unknown>>[] };

describe('P28: single bots are shared, over HTTP', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  const at = (path: string) => `${owner.path}/${path}`;
  async function said(client: Client, path: string, body: object = {}): Promise<unknown> {
    const answer = await client.post(at(path), body);
    if (answer.status < 300 && 'position' in answer.body)
      for (const each of [client, owner.client]) each.seeing(String(answer.body['position']));
    return answer.status < 300 ? answer.status : answer.body['code'];
  }
  const somebody = (roles = ['member']) => member(annals, owner, roles, someName());
  async function share(botId: string, { personId, client }: Person, level: string, until?: string): Promise<void> {
    const shared = await owner.client.post(at(`bots/${botId}/grants`), { personId, level, until });
    expect(shared.status).toBe(201);
    client.seeing(String(shared.body['position']));
  }
  const ids = async (client: Client, path: string, id = 'botId') =>
    (await client.get<Items>(at(path))).body.items.map((each) => each[id]);
  const status = async (client: Client, path: string) => (await client.get(at(path))).status;

  it('A6, X6: run, edit and manage allow what they say of that bot, and lists show nothing else', async () => {
    const [{ botId }, other] = [await bot(annals, owner, 'reader'), await bot(annals, owner, 'other')];
    const [runs, edits, manages] = [await somebody(['external']), await somebody(), await somebody()];
    expect(await status(runs.client, 'bots')).toBe(403);
    await share(botId, runs, 'run');
    await share(botId, edits, 'edit');
    await share(botId, manages, 'manage');
    const { bots } = (await edits.client.get<{ bots: object[] }>(at('me/permissions'))).body;
    expect(bots).toEqual([{ botId, level: 'edit', permissions: [...grantLevels.edit.permissions] }]);
    for (const { client } of [runs, edits, manages]) {
      expect(await ids(client, 'bots')).toEqual([botId]);
      expect(await ids(client, 'catalogue')).toEqual([botId]);
      expect(await status(client, `bots/${other.botId}`)).toBe(404);
      expect(await said(client, `bots/${other.botId}/runs`)).toBe('BOT_NOT_FOUND');
      expect(await said(client, `bots/${botId}/runs`)).toBe(201);
      expect(await said(client, `bots/${botId}/lock`)).toBe('FORBIDDEN');
    }
    const name = someName();
    expect(await said(runs.client, `bots/${botId}/update`, { name })).toBe('FORBIDDEN');
    expect(await said(edits.client, `bots/${botId}/update`, { name })).toBe(200);
    expect(await said(edits.client, `bots/${botId}/disable`)).toBe('FORBIDDEN');
    expect(await said(manages.client, `bots/${botId}/disable`)).toBe(200);
    expect(await said(manages.client, `bots/${botId}/enable`)).toBe(200);
    const schedule = { kind: 'schedule', name: someName(), everyMinutes: 60 };
    expect(await said(runs.client, `bots/${botId}/triggers`, schedule)).toBe('FORBIDDEN');
    expect(await said(edits.client, `bots/${botId}/triggers`, schedule)).toBe(201);
    expect(await status(runs.client, 'triggers')).toBe(403);
    expect((await edits.client.get<Items>(at('triggers'))).body.items).toHaveLength(1);
    expect((await runs.client.get<Items>(at('runs'))).body.items).toHaveLength(3);
    // nobody takes it out of its workspace who may edit it only because it was shared with them
    const { workspaceId } = (await owner.client.post(at('workspaces'), { name: someName() })).body;
    expect(await said(edits.client, `bots/${botId}/move`, { workspaceId })).toBe('WORKSPACE_NOT_FOUND');
  });

  it('W2, W15: nobody shares more than they hold nor for longer, an external manages nothing', async () => {
    const { botId } = await bot(annals, owner);
    const [manages, external, mia] = [await somebody(), await somebody(['external']), await somebody()];
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await share(botId, manages, 'manage', until);
    const by = (body: object) => said(manages.client, `bots/${botId}/grants`, body);
    expect(await by({ personId: mia.personId, level: 'run' })).toBe('GRANT_EXCEEDS_OWN');
    expect(await by({ personId: mia.personId, level: 'run', until })).toBe(201);
    expect(await by({ personId: manages.personId, level: 'manage' })).toBe('CANNOT_CHANGE_OWN_ACCESS');
    expect(await by({ personId: mia.personId, level: 'run', until: '2020-01-01T00:00:00.000Z' })).toBe(
      'GRANT_END_INVALID',
    );
    expect(await said(owner.client, `bots/${botId}/grants`, { personId: external.personId, level: 'manage' })).toBe(
      'GRANT_NOT_FOR_EXTERNALS',
    );
    expect(await said(mia.client, `bots/${botId}/grants`, { personId: external.personId, level: 'run' })).toBe(
      'FORBIDDEN',
    );
    const stranger = '0c000000-0000-4000-8000-0000000000d9';
    expect(await said(owner.client, `bots/${botId}/grants`, { personId: stranger, level: 'run' })).toBe(
      'MEMBER_NOT_FOUND',
    );
    expect(await ids(manages.client, `bots/${botId}/grants`, 'level')).toEqual(
      expect.arrayContaining(['run', 'manage']),
    );
  });

  it('what is taken back is out at once, and what has an end from that instant on', async () => {
    const { botId } = await bot(annals, owner);
    const [mia, adam] = [await somebody(), await somebody()];
    await share(botId, mia, 'run');
    expect(await status(mia.client, `bots/${botId}`)).toBe(200);
    expect(await said(owner.client, `bots/${botId}/grants/${mia.personId}/revoke`)).toBe(200);
    const taken = Date.now();
    await eventually('the grant is out', async () => (await status(mia.client, `bots/${botId}`)) === 403);
    expect(Date.now() - taken).toBeLessThan(1_000);
    expect(await said(owner.client, `bots/${botId}/grants/${mia.personId}/revoke`)).toBe('GRANT_NOT_FOUND');
    await share(botId, adam, 'run', new Date(Date.now() + 3_000).toISOString());
    expect(await status(adam.client, `bots/${botId}`)).toBe(200);
    await eventually('it has ended', async () => (await status(adam.client, `bots/${botId}`)) === 403);
    await eventually('that is told', async () =>
      (await owner.client.get<Items>(at('audit?limit=5'))).body.items.some(({ type }) => type === 'AppGrantExpired'),
    );
  });

  it('W4: what was shared ends with the membership, and with a suspension', async () => {
    const { botId } = await bot(annals, owner);
    const [leaves, suspended] = [await somebody(), await somebody()];
    await share(botId, leaves, 'run');
    await share(botId, suspended, 'run');
    expect((await leaves.client.post(at('leave'))).status).toBeLessThan(300);
    expect(await said(owner.client, `members/${suspended.personId}/suspend`)).toBe(200);
    await eventually(
      'nobody has it any more',
      async () => (await ids(owner.client, `bots/${botId}/grants`)).length === 0,
    );
    expect(await said(owner.client, `members/${suspended.personId}/reinstate`)).toBe(200);
    expect(await status(suspended.client, `bots/${botId}`)).toBe(403);
  });

  it('asks, is answered in one click by who owns it, and asks for nothing twice', async () => {
    const { botId } = await bot(annals, owner);
    const [mia, adam] = [await somebody(), await somebody()];
    const ask = (who: Person, level = 'run', note?: string) =>
      said(who.client, `catalogue/${botId}/requests`, { level, note });
    expect(await ask(mia)).toBe('BOT_NOT_FOUND');
    expect(await said(owner.client, 'policies', { catalogue: 'names_and_owners' })).toBe(200);
    await eventually('she hears of it', async () => (await ask(mia, 'run', 'I close the month.')) === 201);
    expect(await ask(mia, 'edit')).toBe('ACCESS_ALREADY_REQUESTED');
    expect(await ask(adam)).toBe(201);
    const open = (await owner.client.get<Items>(at(`access-requests?botId=${botId}`))).body.items;
    expect(open).toMatchObject([
      { personId: mia.personId, level: 'run', note: 'I close the month.' },
      { personId: adam.personId, level: 'run', note: null },
    ]);
    const [hers, his] = open.map(({ accessRequestId }) => `access-requests/${String(accessRequestId)}`);
    expect(await said(adam.client, `${hers}/approve`)).toBe('FORBIDDEN');
    expect(await said(adam.client, `${hers}/withdraw`)).toBe('ACCESS_REQUEST_NOT_FOUND');
    expect(await said(owner.client, `${hers}/approve`)).toBe(200);
    expect(await said(owner.client, `${hers}/deny`)).toBe('ACCESS_REQUEST_NOT_FOUND');
    expect(await said(adam.client, `${his}/withdraw`)).toBe(200);
    expect(await said(mia.client, `bots/${botId}/runs`)).toBe(201);
    expect(await ask(mia)).toBe('ACCESS_ALREADY_HELD');
    expect(await ask(adam)).toBe(201);
    const again = await ids(owner.client, `access-requests?botId=${botId}`, 'accessRequestId');
    expect(await said(owner.client, `access-requests/${String(again[0])}/deny`, { reason: 'Not yours.' })).toBe(200);
    expect(await said(owner.client, 'policies', { catalogue: 'assigned_only' })).toBe(200);
  });

  it('§5.1: who starts runs stops, reads and retries those of their own, and no others', async () => {
    const { botId, client: worker } = await bot(annals, owner);
    const mia = await somebody();
    await share(botId, mia, 'run');
    const asked = async (client: Client, input?: object) =>
      String((await client.post(at(`bots/${botId}/runs`), { input })).body['runId']);
    const [hers, olgas] = [await asked(mia.client, { month: 5 }), await asked(owner.client, { month: 6 })];
    expect(await said(mia.client, `runs/${olgas}/stop`)).toBe('FORBIDDEN');
    expect(await status(mia.client, `runs/${olgas}/payload`)).toBe(403);
    expect(await status(mia.client, `runs/${hers}/payload`)).toBe(200);
    expect(await status(mia.client, `runs/${hers}/logs`)).toBe(200);
    expect(await said(mia.client, `runs/${hers}/stop`)).toBe(200);
    expect(await said(mia.client, `runs/${hers}/retry`)).toBe(201);
    expect((await worker.post(at(`bots/${botId}/claims`))).body).toMatchObject({ run: { input: { month: 6 } } });
    expect(await said(mia.client, 'bulk-actions/preview', { act: 'stop', filter: {} })).toBe('FORBIDDEN');
    // B27: what allowed it is in the history
    const entries = (await owner.client.get<Items>(at('audit?limit=20'))).body.items;
    expect(entries.some(({ type }) => type === 'RunStopped')).toBe(true);
  });

  it('S15: a grant does not outlive the one that it was given under: revoked, it is of no use to whom it gave rise', async () => {
    const { botId } = await bot(annals, owner);
    const [first, second, third] = [await somebody(), await somebody(), await somebody()];
    await share(botId, first, 'manage');
    const gives = (by: Person, to: Person, level = 'manage') =>
      said(by.client, `bots/${botId}/grants`, { personId: to.personId, level });
    expect(await gives(first, second)).toBe(201);
    expect(await gives(second, third, 'run')).toBe(201);
    expect(await gives(second, first)).toBe('GRANT_EXCEEDS_OWN');
    for (const { client } of [second, third]) expect(await status(client, `bots/${botId}`)).toBe(200);
    expect(await said(owner.client, `bots/${botId}/grants/${first.personId}/revoke`)).toBe(200);
    for (const { client } of [second, third])
      await eventually('it is out', async () => (await status(client, `bots/${botId}`)) >= 403);
    expect(['FORBIDDEN', 'BOT_NOT_FOUND']).toContain(await gives(second, first));
    const { items } = (await owner.client.get<Items>(at(`bots/${botId}/grants`))).body;
    expect(items.map(({ personId, underId, stands }) => ({ personId, underId, stands }))).toEqual(
      expect.arrayContaining([
        { personId: second.personId, underId: first.personId, stands: false },
        { personId: third.personId, underId: second.personId, stands: false },
      ]),
    );
    expect(await ids(second.client, 'catalogue')).not.toContain(botId);
    // who may by a role gives it for good
    expect(await gives({ ...first, client: owner.client }, second)).toBe(201);
    expect(await status(second.client, `bots/${botId}`)).toBe(200);
  });

  it('W4: who may start a bot by a grant is given its triggers, and it runs as them', async () => {
    const { botId } = await bot(annals, owner);
    const mia = await somebody();
    const made = await owner.client.post(at(`bots/${botId}/triggers`), {
      kind: 'schedule',
      name: someName(),
      everyMinutes: 60,
    });
    const give = () =>
      said(owner.client, `triggers/${String(made.body['triggerId'])}/owner`, { personId: mia.personId });
    expect(await give()).toBe('OWNER_MAY_NOT_START');
    await share(botId, mia, 'run');
    expect(await give()).toBe(200);
  });

  it('W4: nobody lets a bot run as who may more in its workspace, or with it, than they do', async () => {
    const { botId } = await bot(annals, owner);
    const { workspaceId } = (await owner.client.get(at(`bots/${botId}`))).body;
    const [owns, manages, runs] = [await somebody(), await somebody(), await somebody()];
    for (const [{ personId }, role] of [
      [owns, 'viewer'],
      [manages, 'manager'],
    ] as const)
      expect(await said(owner.client, `workspaces/${String(workspaceId)}/members`, { personId, role })).toBe(201);
    expect(await said(owner.client, `bots/${botId}/owner`, { personId: owns.personId })).toBe(200);
    await share(botId, runs, 'run');
    const runAs = ({ personId }: Person) => said(owns.client, `bots/${botId}/run-as`, { personId });
    expect(await runAs(manages)).toBe('RUN_AS_EXCEEDS_OWN');
    expect(await runAs(runs)).toBe(200);
    expect(await runAs(owns)).toBe(200);
  });

  it('W4: a bot runs as a member who may start it, and not as who has gone', async () => {
    const { botId } = await bot(annals, owner);
    const [mia, admin] = [await somebody(), await somebody(['admin'])];
    const runAs = (client: Client, personId: string | null) => said(client, `bots/${botId}/run-as`, { personId });
    expect(await runAs(owner.client, mia.personId)).toBe('RUN_AS_MAY_NOT_START');
    await share(botId, mia, 'run');
    expect(await runAs(mia.client, mia.personId)).toBe('FORBIDDEN');
    const { items } = (await owner.client.get<Items>(at('members'))).body;
    const olga = String(items.find(({ alias }) => alias === 'olga')?.['personId']);
    expect(await runAs(admin.client, olga)).toBe('RUN_AS_EXCEEDS_OWN');
    expect(await runAs(owner.client, mia.personId)).toBe(200);
    expect(await said(owner.client, `bots/${botId}/runs`)).toBe(201);
    expect(await said(owner.client, `bots/${botId}/grants/${mia.personId}/revoke`)).toBe(200);
    expect(await said(owner.client, `bots/${botId}/runs`)).toBe('RUN_AS_MAY_NOT_START');
    // I-7: whoever removes them says what becomes of what runs as them
    expect(await said(owner.client, `members/${mia.personId}/remove`)).toBe('ASSETS_NEED_OWNER');
    const plan = { assetPlan: { bots: [{ botId, to: admin.personId }] } };
    expect(await said(owner.client, `members/${mia.personId}/remove`, plan)).toBe(200);
    await eventually('it runs as who takes it', async () => (await said(owner.client, `bots/${botId}/runs`)) === 201);
    expect(await runAs(owner.client, mia.personId)).toBe('RUN_AS_NOT_MEMBER');
    expect(await runAs(owner.client, null)).toBe(200);
  });
});
