import { views as everyView } from '@annals/contexts';
import { organizationDeletionRequested } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { anyStream, startAnnals, write, type TestAnnals } from '@annals/testing';
import { loadSecrets, Vault } from '@annals/vault';
import { Client as Postgres } from 'pg';
import { eventually, runAnnals } from '../../cli/src/testing/run-annals';
import { Client } from './support/client';
import { dumped, filesWith } from './support/dumped';
import { bot, founder, PASSWORD, someLogo, somePhone, type Founder } from './support/people';
import { fill, routes } from './support/routes';
import { things } from './support/things';

jest.setTimeout(300_000);

const CANARY = 'zephyrine-kraken';
const canary = (n: number) => `${CANARY}-${n}`;
/** Of knowledge: plain nowhere, at no time. */
const CONTENT = 'cassiopeia-narwhal';
const ADDRESS = 'zephyrine.kraken@acme.example';

/** W19, D2: an organization is deleted; what was plain in it is nowhere any more. */
describe('the deletion of an organization', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let mia: Founder;
  let key: Client;
  let database: Postgres;

  beforeAll(async () => {
    annals = await startAnnals();
    const ines = await founder(annals, 'ines');
    const made = await ines.client.post<{ organizationId: string }>('/api/v1/organizations', {
      name: canary(1),
      alias: canary(2),
      country: 'NO',
      timeZone: 'Europe/Oslo',
    });
    const { organizationId } = made.body;
    owner = { ...ines, organizationId, path: `/api/v1/organizations/${organizationId}` };
    mia = await founder(annals, 'mia');
    const invited = await owner.client.post(`${owner.path}/invitations`, { email: mia.email, roles: ['admin'] });
    const { invitationId } = invited.body;
    await annals.mail(mia.email, 2);
    await mia.client.post('/api/v1/me/invitations/accept', { organizationId, invitationId, alias: canary(3) });
    ({ client: key } = await bot(annals, owner, canary(4)));
    const { client, path } = owner;
    await client.post(`${path}/invitations`, { email: ADDRESS, roles: ['member'] });
    await client.post(`${path}/roles`, { name: canary(5), permissions: ['org:read'] });
    await client.post(`${path}/phones`, { ...somePhone(), label: canary(6) });
    await client.post(`${path}/logo`, { image: someLogo() });
    const { items } = (await client.get<{ items: { workspaceId: string }[] }>(`${path}/workspaces`)).body;
    await client.post(`${path}/workspaces/${items[0]?.workspaceId}/knowledge/texts`, {
      name: canary(12),
      text: CONTENT,
    });
    await client.post(`${path}/rename`, { name: canary(7), reason: canary(8) });
    await client.post(`${path}/billing-address`, {
      ...{ company: canary(9), street: 'Tollbugata 14', postalCode: '1767', town: 'Halden', country: 'NO' },
      invoicesTo: ADDRESS,
    });
    database = new Postgres({ connectionString: annals.databaseUrl });
    await database.connect();
    // Before its deletion is asked for: after that nothing of it is read.
    await eventually('the text is read', async () => (await passages()) === 1);
  });
  afterAll(async () => {
    await database.end();
    await annals.stop();
  });

  /** Rows of the organization in any view. */
  async function rowsOfViews(): Promise<string[]> {
    const { rows: tables } = await database.query<{ name: string; schema: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name, table_schema AS schema FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
       WHERE column_name = 'organization_id' AND table_schema NOT IN ('vault') AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await database.query(`SELECT FROM ${name} WHERE organization_id = $1`, [
        owner.organizationId,
      ]);
      if (rowCount !== 0) found.push(`${name}: ${rowCount}`);
    }
    return found;
  }
  /** What lies in the vault of it: a logo, and a text that bots read. */
  const contents = async () =>
    (await database.query('SELECT FROM vault.payloads WHERE organization_id = $1', [owner.organizationId])).rowCount;
  const passages = async () =>
    (await database.query('SELECT FROM vault.knowledge_passages WHERE organization_id = $1', [owner.organizationId]))
      .rowCount;
  const begun = async () => (await owner.client.get<{ begun: number }>('/api/v1/me/organization-quota')).body.begun;
  const vaultOf = async () =>
    new Vault({
      databaseUrl: annals.databaseUrl,
      secrets: await loadSecrets({ file: annals.secretsFile, create: false }),
    });
  const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']];

  it('W19: is asked for by its name, by somebody who has just signed in, and blocks what changes something', async () => {
    const { client, path, email } = owner;
    const ask = (body: object) => client.post(`${path}/deletion`, body);
    expect(codeOf(await ask({ name: 'Something else' }))).toEqual([409, 'ORG_NAME_DIFFERS']);
    expect(codeOf(await ask({ name: canary(7), graceDays: 6 }))).toEqual([400, 'VALIDATION_FAILED']);
    expect(codeOf(await mia.client.post(`${path}/deletion`, { name: canary(7) }))).toEqual([403, 'FORBIDDEN']);
    await database.query(`UPDATE vault.sessions SET opened_at = opened_at - interval '11 minutes' WHERE user_id = $1`, [
      owner.userId,
    ]);
    expect(codeOf(await ask({ name: canary(7) }))).toEqual([401, 'REAUTH_REQUIRED']);
    await client.post('/api/v1/session', { email, password: PASSWORD });
    expect((await ask({ name: canary(7), graceDays: 7, reason: canary(10) })).status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({
      status: { status: 'pending_deletion', reason: canary(10), purgeAt: expect.any(String) as string },
    });
    const listed = await runAnnals(['organizations', 'list', '--status', 'pending_deletion'], {
      ANNALS_DATA: annals.dataFolder,
    });
    expect(listed.out).toMatch(new RegExp(`^${owner.organizationId}  pending_deletion  since .* purged on `, 'm'));
    expect(codeOf(await client.post(`${path}/rename`, { name: 'No' }))).toEqual([423, 'ORG_PENDING_DELETION']);
    expect((await client.post(`${path}/deletion/cancel`)).status).toBe(200);
    expect((await client.post(`${path}/rename`, { name: canary(11) })).status).toBe(200);
    expect((await ask({ name: canary(11) })).status).toBe(200);
  });

  it('W19, D2, D16: once its days are over it is gone, and its place in the quota free: 410 for who belonged to it, 404 for everybody else', async () => {
    const named = await things({ annals, owner: await founder(annals, 'outsider') });
    expect((await dumped(database, [CANARY])).length).toBeGreaterThan(5);
    expect(await contents()).toBe(2);
    expect(await passages()).toBe(1);
    expect(await dumped(database, [CONTENT, 'narwhal'])).toEqual([]);
    expect(await begun()).toBe(2);
    const vault = await vaultOf();
    const store = new EventStore({ connectionString: annals.eventstoreUrl, keyring: vault.keys });
    const past = '2020-01-01T00:00:00.000Z';
    await write(store, { stream: anyStream('organization'), id: [owner.organizationId] }, [
      organizationDeletionRequested({ since: past, purgeAt: past }),
    ]);
    try {
      for (;;) {
        const { steps } = await vault.purges.entry(owner.organizationId);
        if (steps.keys !== undefined) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    } finally {
      await Promise.all([store.close(), vault.close()]);
    }
    expect(await begun()).toBe(1);
    const values = { ...named, organizationId: owner.organizationId };
    const reads = routes.filter(({ method, path }) => method === 'GET' && path.includes('{organizationId}'));
    for (const { path } of reads) {
      const answers = [];
      for (const client of [owner.client, mia.client]) answers.push(codeOf(await client.get(fill(path, values))));
      expect([path, ...answers]).toEqual([path, [410, 'ORG_PURGED'], [410, 'ORG_PURGED']]);
    }
    expect(codeOf(await owner.client.post(`${owner.path}/deletion/cancel`))).toEqual([410, 'ORG_PURGED']);
    const outsider = await founder(annals, 'other');
    expect(codeOf(await outsider.client.get(owner.path))).toEqual([404, 'ORG_NOT_FOUND']);
    expect(codeOf(await key.get(`${owner.path}/bots`))).toEqual([401, 'UNAUTHENTICATED']);
    const { body } = await owner.client.get<{ items: { organizationId: string }[] }>('/api/v1/organizations');
    expect(body.items.map(({ organizationId }) => organizationId)).not.toContain(owner.organizationId);
  });

  it('W19: nothing plain of it is left in the database, in a file, or in a view that is built again', async () => {
    expect(await contents()).toBe(0);
    // Looks into the past are swept every 15 s.
    await eventually('nothing of it is in any view', async () => (await rowsOfViews()).length === 0);
    expect(await dumped(database, [CANARY, ADDRESS, CONTENT])).toEqual([]);
    expect(filesWith(CANARY, annals.dataFolder)).toEqual([]);
    const settings = {
      ANNALS_DATABASE_URL: annals.databaseUrl,
      ANNALS_EVENTSTORE_URL: annals.eventstoreUrl,
      ANNALS_SECRETS_FILE: annals.secretsFile,
    };
    const { code } = await runAnnals(['rebuild', ...everyView.map(({ name }) => name)], settings);
    expect(code).toBe(0);
    expect(await rowsOfViews()).toEqual([]);
  });
});
