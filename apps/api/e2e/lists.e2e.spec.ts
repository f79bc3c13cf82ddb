import { allRoutes, callOf, exampleOf, nameOf, namesIn, type Route } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { Client as Database } from 'pg';
import { eventually } from '../../cli/src/testing/run-annals';
import { bot, founder, type Founder, member, secretFromMail } from './support/people';
import { accessRequestOf, linkTo, thing } from './support/things';

jest.setTimeout(180_000);

type Answer = Readonly<Record<string, unknown>> & { readonly next: string | null };

const lists = allRoutes.filter(({ query }) => query?.shape['cursor'] !== undefined);

/** The rows of a page: those of the one field that holds more than words. */
function rowsOf(answer: Answer): string[] {
  const rows = answer['items'] ?? answer['actors'] ?? answer['organizations'];
  if (!Array.isArray(rows)) throw new Error(`No rows in ${Object.keys(answer).join(', ')}`);
  return rows.map((row) => JSON.stringify(row));
}

describe('every list of every route is read page by page', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let values: Readonly<Record<string, string>>;

  /** At least two rows for each list. */
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    const { organizationId, path, client } = owner;
    const { botId } = await bot(annals, owner, 'é-reader');
    await bot(annals, owner, 'Zulu');
    await client.post(`${path}/bots/${botId}/api-keys`, { name: 'second host', expiresInDays: 1 });
    // it ends soon, and people ask to belong: two things need somebody
    await client.post(`${path}/api-keys`, { name: 'for a day', permissions: ['bots:read'], expiresInDays: 1 });
    for (let n = 0; n < 2; n += 1) await client.post(`${path}/bots/${botId}/runs`);
    for (let basedOn = 0; basedOn < 2; basedOn += 1)
      await client.post(`${path}/bots/${botId}/versions`, { configuration: { retries: basedOn }, basedOn });
    const admin = await member(annals, owner, ['admin']);
    await admin.client.post(`${path}/bots/${botId}/runs`);
    await client.post(`${path}/invitations`, { email: `open.${organizationId}@acme.example`, roles: ['member'] });
    await joinsAnother();
    await client.post(`${path}/policies`, { discoverable: true });
    for (const name of ['asks', 'asksToo'])
      await (await founder(annals, name)).client.post('/api/v1/me/join-requests', { organizationId, alias: name });
    const { body } = await client.post<{ workspaceId: string }>(`${path}/workspaces`, { name: 'Night shift' });
    const place = { annals, owner };
    for (let n = 0; n < 2; n += 1)
      for (const kind of ['bulkId', 'exportId', 'erasureId', 'holdId']) await thing(kind, place);
    for (const name of ['Zulu', 'éclair days']) await client.post(`${path}/calendars`, { name });
    const triggerId = await thing('triggerId', place);
    const another = await thing('triggerId', place);
    await client.post(`${path}/triggers/${another}/fire`);
    for (let n = 0; n < 2; n += 1) await client.post(`${path}/triggers/${triggerId}/fire`);
    for (const name of ['asks', 'asks.too']) {
      const somebody = await member(annals, owner, ['member'], name);
      await accessRequestOf(place, somebody, botId);
      const shared = await member(annals, owner, ['member'], `${name}.gets`);
      await client.post(`${path}/bots/${botId}/grants`, { personId: shared.personId, level: 'run' });
    }
    for (let n = 0; n < 2; n += 1) await linkTo(place, botId);
    for (const name of ['Nightly export', 'Deploy pipeline'])
      await client.post(`${path}/api-keys`, { name, permissions: ['runs:read'], expiresInDays: 30 });
    for (const stopped of [path, `${path}/bots/${botId}`])
      await client.post(`${stopped}/emergency-stop`, { reason: 'An attack' });
    await signsTwice();
    const sourceId = await readTwice(`${path}/workspaces/${body.workspaceId}/knowledge`);
    values = { organizationId, botId, triggerId, workspaceId: body.workspaceId, sourceId };
  });
  afterAll(() => annals.stop());

  /** A second checkpoint is due as soon as the first one counts as long ago. */
  async function signsTwice(): Promise<void> {
    const database = new Database({ connectionString: annals.databaseUrl });
    await database.connect();
    await eventually('there are two checkpoints', async () => {
      await database.query('UPDATE vault.proof_trees SET signed_at = NULL');
      const { body } = await owner.client.get<Answer>(`${owner.path}/proofs/checkpoints`);
      if (rowsOf(body).length === 1) await bot(annals, owner);
      return rowsOf(body).length > 1;
    });
    await database.end();
  }

  /** Two sources, of which one was read twice. */
  async function readTwice(knowledge: string): Promise<string> {
    const said = { name: 'returns', text: 'Returns take fourteen days.' };
    await owner.client.post(`${knowledge}/texts`, said);
    const { sourceId } = (await owner.client.post<{ sourceId: string }>(`${knowledge}/texts`, said)).body;
    const again = () => owner.client.post(`${knowledge}/${sourceId}/sync`);
    await eventually('it is read again', async () => (await again()).status === 200);
    return sourceId;
  }

  async function joinsAnother(): Promise<void> {
    const other = await founder(annals, 'other');
    const invited = await other.client.post(`${other.path}/invitations`, { email: owner.email, roles: ['member'] });
    if (invited.status !== 201) throw new Error(`Inviting answered ${invited.status}: ${invited.text}`);
    const token = await secretFromMail(annals, owner.email, /other/i);
    const accepted = await owner.client.post('/api/v1/invitations/accept', { token });
    if (accepted.status !== 200) throw new Error(`Accepting answered ${accepted.status}: ${accepted.text}`);
  }

  /** With what the route has to be asked, beside what is asked of the page. */
  const ask = (route: Route, paging: Readonly<Record<string, unknown>>) => {
    const inPath = Object.fromEntries(namesIn(route.path).map((name) => [name, values[name]]));
    const { path } = callOf(route, { ...inPath, ...route.query?.parse(exampleOf(route.query)), ...paging });
    return owner.client.get<Answer>(path);
  };
  const page = async (route: Route, paging: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const answer = await ask(route, paging);
    if (answer.status !== 200) throw new Error(`${route.path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  };

  it.each(lists.map((route) => [nameOf(route), route] as const))('%s gives every row once', async (_, route) => {
    const whole = rowsOf(await page(route, { limit: 200 }));
    const walked: string[] = [];
    let pages = 0;
    for (let cursor: string | null = ''; cursor !== null; pages += 1) {
      const answer: Answer = await page(route, { limit: 1, cursor });
      expect(rowsOf(answer).length).toBeLessThanOrEqual(1);
      walked.push(...rowsOf(answer));
      cursor = answer.next;
    }
    expect(pages).toBeGreaterThan(1);
    expect(new Set(walked).size).toBe(walked.length);
    // What the worker wrote meanwhile is before all others, or not there yet, or changed a row.
    const still = rowsOf(await page(route, { limit: 200 }));
    const steady = whole.filter((row) => still.includes(row));
    expect(walked.filter((row) => steady.includes(row))).toEqual(steady);
  });

  it.each(lists.map((route) => [nameOf(route), route] as const))('%s refuses what is no cursor', async (_, route) => {
    for (const cursor of ['x', 'bnVsbA', Buffer.from('["\\u0000","\\u0000"]').toString('base64url')]) {
      const answer = await ask(route, { cursor });
      expect([answer.status, answer.body['code']]).toEqual([400, 'CURSOR_INVALID']);
    }
  });
});
