import { withOwnAccess } from '@annals/config';
import {
  sharedDatabase,
  startAnnals,
  startPostgres,
  type TestAnnals,
  type TestDatabase,
  type TestPostgres,
} from '@annals/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alone, runAnnals, startAlone } from '../testing/run-annals';

jest.setTimeout(120_000);

describe('one’s own database and event store', () => {
  let folder: string;
  let ours: TestPostgres; // a server of its own: in the one that tests share, others may have taken the role
  let theirs: TestDatabase;
  let eventStore: Alone;
  let eventstoreUrl: string;
  let annals: TestAnnals;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'annals-external-'));
    [ours, theirs] = [await startPostgres(), await sharedDatabase('events')];
    const ANNALS_SECRETS_FILE = join(folder, 'secrets.json');
    eventStore = await startAlone(['eventstore', '--port', '0'], {
      ANNALS_DATABASE_URL: theirs.url,
      ANNALS_SECRETS_FILE,
    });
    const said = /esdb:\/\/\S+/.exec(eventStore.line)?.[0];
    if (said === undefined) throw new Error(`The event store does not say where it is: ${eventStore.line}`);
    eventstoreUrl = said;
    annals = await startAnnals({
      ANNALS_DATABASE_URL: ours.url,
      ANNALS_EVENTSTORE_URL: eventstoreUrl,
      ANNALS_SECRETS_FILE,
    });
  });
  afterAll(async () => {
    await annals.stop();
    expect(await eventStore.end()).toEqual([0, null]);
    await Promise.all([ours.stop(), theirs.drop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('A4: the api logs in as the role that row-level security binds', () => {
    const pid = annals.processes.find(({ name }) => name === 'api')?.pid ?? 0;
    const url = /(?:^|\0)ANNALS_DATABASE_URL=([^\0]+)/.exec(readFileSync(`/proc/${pid}/environ`, 'utf8'))?.[1] ?? '';
    expect(new URL(url)).toMatchObject({ username: 'annals_api', pathname: '/postgres', host: new URL(ours.url).host });
  });

  it('are used, and their embedded twins are not started', async () => {
    expect(annals.processes.map(({ name }) => name).sort()).toEqual(['api', 'projector', 'worker']);
    expect(annals).toMatchObject({
      databaseUrl: ours.url,
      eventstoreUrl: withOwnAccess(eventstoreUrl, join(folder, 'secrets.json')),
    });
    // the access that the event store made when it was started alone
    expect(annals.eventstoreUrl).toMatch(/^esdb:\/\/admin:/);
    const signUp = await fetch(`${annals.url}/api/v1/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":"external@example.org"}',
    });
    expect(signUp.status).toBe(202);
    expect(await annals.mail('external@example.org')).toHaveLength(1);
  });
});

describe('the command line', () => {
  it('lists the settings with secrets masked', async () => {
    const { code, out } = await runAnnals(['config', '--port', '9090'], {
      ANNALS_DATABASE_URL: 'postgres://annals:hunter2@db/annals',
    });
    expect(code).toBe(0);
    expect(out).toContain('postgres://annals:***@db/annals  [environment]');
    expect(out).toMatch(/ANNALS_PORT +9090 {2}\[command line\]/);
    expect(out).not.toContain('hunter2');
  });

  it.each(['api', 'projector', 'worker'])('says what a %s alone needs', async (name) => {
    const { code, err } = await runAnnals([name]);
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: expect.stringMatching(/^annals \w+: ANNALS_DATABASE_URL is missing: .*\.$/) as string,
    });
  });

  it('refuses a misspelt setting for the event store, too', async () => {
    const { code, err } = await runAnnals(['eventstore'], { ANNALS_DATABSE_URL: 'postgres://x' });
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: 'ANNALS_DATABSE_URL is no setting of Annals; did you mean ANNALS_DATABASE_URL?',
    });
  });

  it('says where Annals would have to run to rebuild a view', async () => {
    const { code, err } = await runAnnals(['rebuild', 'overview'], {
      ANNALS_DATA: join(tmpdir(), 'annals-runs-nowhere'),
    });
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: expect.stringMatching(/^Annals does not run on .*annals-runs-nowhere: start it first/) as string,
    });
  });
});
