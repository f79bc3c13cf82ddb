import { startAnnals, type TestAnnals } from '@annals/testing';
import { erasureJournalBeside, loadSecrets, Vault } from '@annals/vault';
import { followerStates } from '@annals/views';
import { chmodSync, cpSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Database } from 'pg';
import { type Ended, eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import { Client } from '../support/client';
import { founder, type Founder, mailAbout, member, PASSWORD, someAddress } from '../support/people';
import { thing } from '../support/things';

jest.setTimeout(240_000);

/** Runs `annals` on an installation of the test. */
const annalsOn = (data: string, ...args: readonly string[]): Promise<Ended> => runAnnals(args, { ANNALS_DATA: data });

async function succeeded(data: string, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await annalsOn(data, ...args);
  if (code !== 0) throw new Error(`annals ${args.join(' ')} ended with ${code}: ${err}`);
  return out;
}

async function asked<Row extends Record<string, unknown>>(databaseUrl: string, query: string): Promise<Row[]> {
  const database = new Database({ connectionString: databaseUrl });
  await database.connect();
  try {
    return (await database.query<Row>(query)).rows;
  } finally {
    await database.end();
  }
}

describe('R16 a backup of the whole product, restored elsewhere', () => {
  let folder: string;
  let annals: TestAnnals;
  let restored: TestAnnals;
  let owner: Founder;
  let mia: Awaited<ReturnType<typeof member>>;
  /** Events of the organization before the backup was begun. */
  let before: number;
  let mailsBefore: readonly unknown[];
  let workspaceId: string;
  const searched = async (by: Client) => {
    const path = `${owner.path}/workspaces/${workspaceId}/knowledge/search`;
    const { body } = await by.post<{ passages: { text: string }[] }>(path, { question: 'zephyrine kraken' });
    return body.passages;
  };
  const fresh = () => join(folder, 'restored');
  /** The organization's history as it is stored, an event a leaf. */
  async function leaves({ databaseUrl }: TestAnnals): Promise<{ leaf: string }[]> {
    const serving = (await followerStates(databaseUrl)).find(
      ({ name, state }) => name === 'history' && state === 'serving',
    ); // other specs may have it built again meanwhile
    return asked<{ leaf: string }>(
      databaseUrl,
      `SELECT encode(leaf, 'hex') AS leaf FROM history_${serving?.generation ?? 0}.history WHERE organization_id = '${owner.organizationId}' ORDER BY sequence`,
    );
  }

  /** The same, once it has so many. */
  async function leavesUpTo(of: TestAnnals, count: number): Promise<{ leaf: string }[]> {
    for (const last = Date.now() + 60_000; ; await pause(50)) {
      const found = await leaves(of);
      if (found.length >= count || Date.now() > last) return found;
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'annals-test-restore-'));
    chmodSync(folder, 0o711); // under root Postgres runs as another user, who must pass through
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    mia = await member(annals, owner, ['admin'], 'miasol');
    await owner.client.post(`${owner.path}/rename`, { name: 'Before the backup' });
    workspaceId = await thing('workspaceId', { annals, owner });
    const knowledge = { name: 'Harbour', text: 'The zephyrine kraken sleeps in Bergen.' };
    await owner.client.post(`${owner.path}/workspaces/${workspaceId}/knowledge/texts`, knowledge);
    await eventually('it is read', async () => (await searched(owner.client)).length === 1);
    await owner.client.get(`${owner.path}/audit`); // waits for what she did
    before = (await leaves(annals)).length;
    mailsBefore = await annals.mail(mia.email);
    await backUpUnderLoad();
    await forgetMia();
    await bringOver();
  });
  afterAll(async () => {
    await restored.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Commands go on while the backup is made. */
  async function backUpUnderLoad(): Promise<void> {
    let making = true;
    const commands = (async () => {
      for (let n = 0; making; n += 1) await owner.client.post(`${owner.path}/rename`, { name: `Renamed ${n}` });
      return (await owner.client.post(`${owner.path}/rename`, { name: 'After the backup' })).status;
    })();
    const out = await succeeded(annals.dataFolder, 'eventstore', 'backup', join(folder, 'backup'));
    making = false;
    expect(out).toMatch(/holds \d+ events up to position \d+ and the vault \(\d+ keys\)/);
    expect(out).toContain(annals.secretsFile);
    expect(await commands).toBe(200);
  }

  /** After the backup, which therefore still holds her keys. */
  async function forgetMia(): Promise<void> {
    const vault = new Vault({
      databaseUrl: annals.databaseUrl,
      secrets: await loadSecrets({ file: annals.secretsFile }),
      erasureJournal: erasureJournalBeside(annals.secretsFile),
    });
    await vault.keys.destroy(owner.organizationId, mia.personId);
    await vault.close();
  }

  async function bringOver(): Promise<void> {
    expect(await annalsOn(fresh(), 'eventstore', 'restore', join(folder, 'backup'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^The secrets file .* is missing: put the one that belongs to the backup there first/,
      ) as string,
    });
    mkdirSync(join(fresh(), 'secrets'), { recursive: true });
    cpSync(dirname(annals.secretsFile), join(fresh(), 'secrets'), { recursive: true });
    expect(await succeeded(fresh(), 'eventstore', 'restore', join(folder, 'backup'))).toMatch(
      /^The log up to position \d+ and the vault of .* are restored/,
    );
    restored = await startAnnals({ ANNALS_DATA: fresh() });
  }

  it('is the same organization, as far as the log goes, for the person who signs in there', async () => {
    const now = await leaves(annals);
    const client = new Client(restored.url);
    expect((await client.post('/api/v1/session', { email: owner.email, password: PASSWORD })).status).toBe(200);
    const renamings = `${owner.path}/audit?type=OrganizationRenamed&limit=1`;
    // Every view is built anew there; until then its reads say that they are not ready.
    await eventually('the audit log is there', async () => (await client.get(renamings)).status === 200, 60_000);
    const [last] = (await client.get<{ items: { sequence: number }[] }>(renamings)).body.items;
    // That they signed in there is history, too, and comes after what the backup had.
    const then = (await leavesUpTo(restored, last?.sequence ?? 0)).slice(0, last?.sequence ?? 0);
    expect(then.length).toBeGreaterThanOrEqual(before);
    expect(then).toEqual(now.slice(0, then.length));
    expect(now.length).toBeGreaterThan(then.length);
    expect((await client.get<{ name: string }>(owner.path)).body.name).toMatch(/^(Before the backup|Renamed \d+)$/);
  });

  it('D8: has the knowledge of its workspaces, and finds it', async () => {
    const client = new Client(restored.url);
    await client.post('/api/v1/session', { email: owner.email, password: PASSWORD });
    expect(await searched(client)).toMatchObject([{ text: 'The zephyrine kraken sleeps in Bergen.' }]);
  });

  it('does not bring back who was erased after the backup', async () => {
    const client = new Client(restored.url);
    await client.post('/api/v1/session', { email: owner.email, password: PASSWORD });
    const { text, status } = await client.get(`${owner.path}/members`);
    expect(status).toBe(200);
    expect(text).toContain(mia.personId);
    expect(text).not.toContain('miasol');
  });

  it('mails nothing until an operator releases it, and nothing twice', async () => {
    const email = someAddress('waiting');
    expect((await new Client(restored.url).post('/api/v1/users', { email })).status).toBe(202);
    const client = new Client(restored.url);
    await client.post('/api/v1/session', { email: owner.email, password: PASSWORD });
    await client.send('DELETE', '/api/v1/session');
    // What acts inside goes on: the end of a session, given out after the mail.
    await until(`SELECT FROM jobs.job WHERE name LIKE '%session%' AND state = 'completed'`);
    await until(`SELECT FROM jobs.job WHERE name LIKE '%mail%' AND state = 'created' AND retry_count = 0`);
    expect(await restored.mail(email, 0)).toEqual([]);
    expect(await annalsOn(restored.dataFolder, 'release-side-effects', '--by', 'olga')).toMatchObject({
      code: 0,
      out: expect.stringContaining('are released') as string,
    });
    expect(await mailAbout(restored, email, /Confirm/)).toBeDefined();
    expect(await annalsOn(restored.dataFolder, 'release-side-effects')).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing to release') as string,
    });
    expect(await restored.mail(mia.email, 0)).toEqual(mailsBefore);
  });

  it('is refused on an installation that runs', async () => {
    expect(await annalsOn(restored.dataFolder, 'eventstore', 'restore', join(folder, 'backup'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Annals already runs on/) as string,
    });
  });

  async function until(query: string): Promise<void> {
    for (const last = Date.now() + 20_000; (await asked(restored.databaseUrl, query)).length === 0; await pause(50))
      if (Date.now() > last) throw new Error(`Nothing came of ${query}`);
  }
});
