import { withOwnAccess } from '@annals/config';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { listStops } from '@annals/views';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../../api/e2e/support/client';
import { appendRaw } from '../../../eventstore/src/testing/append-raw';
import { type Alone, eventually, runAnnals, startAlone } from '../testing/run-annals';
import { freePort } from './ports';

jest.setTimeout(120_000);

describe('processes that are started one by one', () => {
  let folder: string;
  let databases: readonly TestDatabase[];
  let settings: Readonly<Record<string, string>>;
  let eventstoreUrl: string;
  let url: string;
  const running: Alone[] = [];
  const start = async (args: readonly string[]): Promise<string> => {
    const process = await startAlone(args, settings);
    running.push(process);
    return process.line;
  };
  let john: Client;
  let organizationId: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'annals-alone-'));
    databases = [await sharedDatabase('alone'), await sharedDatabase('alone_events')];
    const [ours, theirs] = databases.map((each) => each.url);
    const ANNALS_SECRETS_FILE = join(folder, 'secrets.json');
    settings = { ANNALS_SECRETS_FILE, ANNALS_DATABASE_URL: theirs ?? '' };
    const said = /esdb:\/\/\S+/.exec(await start(['eventstore', '--port', '0']))?.[0] ?? '';
    settings = {
      ANNALS_DATABASE_URL: ours ?? '',
      ANNALS_EVENTSTORE_URL: said,
      ANNALS_SECRETS_FILE,
      ANNALS_LOG_LEVEL: 'silent',
    };
    eventstoreUrl = withOwnAccess(said, ANNALS_SECRETS_FILE);
  });
  afterAll(async () => {
    const [eventStore, ...others] = running;
    expect(await Promise.all(others.map((each) => each.end()))).toEqual(others.map(() => [0, null]));
    expect(await eventStore?.end()).toEqual([0, null]);
    await Promise.all(databases.map((each) => each.drop()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('want their secrets made once, by a command of its own', async () => {
    expect(await runAnnals(['worker'], settings)).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^The secrets file .* does not exist yet: "annals prepare" makes it, once for all processes\.\n$/,
      ) as string,
    });
    expect((await runAnnals(['prepare'], settings)).out).toMatch(
      /^The database is ready. New secrets are in .*secrets.json: back that file up/,
    );
  });

  it('serve a sign-up together: HTTP, mail, verification, view', async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    expect(
      await Promise.all([start(['api', '--port', String(port)]), start(['projector']), start(['worker'])]),
    ).toEqual([`annals api is ready on port ${port}\n`, 'annals projector is ready\n', 'annals worker is ready\n']);
    john = new Client(url);
    const email = 'alone@example.org';
    expect(await john.post('/api/v1/users', { email })).toMatchObject({ status: 202 });
    let token: string | undefined;
    const mailbox = (await runAnnals(['mailbox', '--port', String(port)], settings)).out.trim();
    expect(mailbox).toMatch(new RegExp(`^${url}/mailbox/[0-9a-f]{32}$`));
    await eventually('the mail', async () => {
      const mails = (await (await fetch(`${mailbox}/messages?to=${email}`)).json()) as readonly { text: string }[];
      token = /#(\S+)/.exec(mails[0]?.text ?? '')?.[1];
      return token !== undefined;
    });
    const verified = await john.post<{ organizationId: string }>('/api/v1/users/verify', {
      token,
      password: 'correct horse battery',
      alias: 'Johanna',
    });
    expect(verified.status).toBe(200);
    ({ organizationId } = verified.body);
    const people = await john.get<{ members: readonly unknown[] }>(`/api/v1/organizations/${organizationId}/members`);
    expect(people).toMatchObject({ status: 200, text: expect.stringContaining('Johanna') as string });
  });

  it('show where every view stands, which ones a poison event stopped and why, and who released one', async () => {
    const stops = async () =>
      (await listStops({ databaseUrl: settings['ANNALS_DATABASE_URL'] ?? '' })).filter(({ name }) => name === 'bots');
    await appendRaw(eventstoreUrl, `fleet-${organizationId}`, {
      id: randomUUID(),
      type: 'BotRegistered',
      data: { data: {} },
      metadata: { schema: '99' },
    });
    await eventually('the stop', async () => (await stops()).length === 1);
    expect(await runAnnals(['release', 'bots', '--by', 'olga', '--reason', 'looked at it'], settings)).toMatchObject({
      code: 0,
      out: 'bots tries again. "annals views" shows whether it goes on.\n',
    });
    await eventually('it stops again', async () => (await stops()).length === 2);
    const { out } = await runAnnals(['views'], settings);
    expect(out).toMatch(/^view or reaction +version +generation +state +position +behind\n/);
    expect(out).toMatch(/\nbots +\d+ +1 +serving, 1 stopped +\d+ +0 events\n/);
    expect(out).toMatch(/\nhistory +1 +1 +serving, 1 stopped +\d+ +0 events\n/);
    expect(out).toMatch(/\norganization +\d+ +1 +serving +\d+ +0 events\n/);
    expect(out).toMatch(
      /\n[-0-9a-f]{36} in bots stopped on \S+ before BotRegistered \S+ \(fleet-\S+, position \d+\) after 5 tries: bots failed: the event cannot be read: Its schema version 99 is newer than this program's \(\d+\)\.\n/,
    );
    expect(out).toMatch(
      /\nWhen the cause is gone, let them go on by: annals release <view> --reason "…" \(--skip passes over the event\)\n/,
    );
    expect(out).toMatch(/ {2}Released on \S+ by operator:olga: looked at it\n$/);
    expect((await john.get(`/api/v1/organizations/${organizationId}`)).status).toBe(200);
    const [stop] = await stops();
    expect(
      await runAnnals(['release', 'bots', '--skip', '--by', 'olga', '--reason', 'of no use'], settings),
    ).toMatchObject({
      code: 0,
      out: `bots passes over event ${stop?.eventId ?? ''}, now and whenever it is rebuilt. "annals views" shows whether it goes on.\n`,
    });
    expect((await stops())[0]?.released).toMatchObject({ by: 'operator:olga', reason: 'of no use', skipped: true });
  });

  it('have clear sentences for names and ids that are none', async () => {
    const tried = await Promise.all(
      [
        ['release', 'bot', '--reason', 'x'],
        ['release', 'organization', '--reason', 'x'],
        ['dead-letters'],
        ['dead-letters', '--retry', 'x'],
      ].map((args) => runAnnals(args, settings)),
    );
    expect(tried).toMatchObject([
      {
        code: 1,
        err: expect.stringMatching(/^There is no view or reaction "bot". There are: .*bots, .*\.\n$/) as string,
      },
      { code: 1, err: 'Nobody stands still in organization: there is nothing to release.\n' },
      { code: 0, out: 'No job was given up.\n' },
      { code: 1, err: 'No job x was given up: "annals dead-letters" lists those that were.\n' },
    ]);
  });
});
