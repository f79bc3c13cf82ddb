import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { plus } from '@annals/kernel';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault, type PresenceChange } from './index';

describe('answers, presence and mail', () => {
  let database: TestDatabase;
  let owner: Client;
  let vault: Vault;
  let now = '2026-06-03T09:00:00.000Z';
  beforeAll(async () => {
    database = await sharedDatabase('moments');
    await migrateVault(database.url, 'annals_api');
    vault = new Vault({
      databaseUrl: database.url,
      secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
      role: 'annals_api',
      clock: () => now,
    });
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await vault.close();
    await database.drop();
  });
  const rowsOf = async (table: string): Promise<string> =>
    (await owner.query<{ all: string | null }>(`SELECT string_agg(t::text, chr(10)) AS all FROM vault.${table} t`))
      .rows[0]?.all ?? '';

  describe('idempotency', () => {
    const answer = { status: 201, headers: { location: '/x' }, body: '{"name":"Ärger GmbH"}' };
    const outcomes = async (id: string, times: number, body = 'body') =>
      (await Promise.all(Array.from({ length: times }, () => vault.idempotency.begin(id, body))))
        .map(({ outcome }) => outcome)
        .sort();

    it('lets one of two that begin at once carry it out', async () => {
      expect(await outcomes(randomUUID(), 2)).toEqual(['new', 'running']);
      expect(await outcomes(randomUUID(), 20)).toEqual(['new', ...Array<string>(19).fill('running')]);
    });

    it('gives the same answer again, and refuses another body', async () => {
      const id = randomUUID();
      await vault.idempotency.begin(id, 'body');
      expect(await vault.idempotency.begin(id, 'other')).toEqual({ outcome: 'reused' });
      await vault.idempotency.finish({ commandId: id, bodyHash: 'body' }, answer);
      expect(await vault.idempotency.begin(id, 'body')).toEqual({ outcome: 'answered', ...answer });
      expect(await vault.idempotency.begin(id, 'other')).toEqual({ outcome: 'reused' });
      await vault.idempotency.abandon(id);
      expect(await vault.idempotency.begin(id, 'body')).toEqual({ outcome: 'answered', ...answer });
    });

    it('finds an answer without beginning anything, for the same body, as long as it is remembered', async () => {
      const id = randomUUID();
      expect(await vault.idempotency.find(id, 'body')).toBeUndefined();
      expect(await vault.idempotency.begin(id, 'body')).toMatchObject({ outcome: 'new' });
      expect(await vault.idempotency.find(id, 'body')).toBeUndefined();
      await vault.idempotency.finish({ commandId: id, bodyHash: 'body' }, answer);
      expect(await vault.idempotency.find(id, 'body')).toEqual(answer);
      expect(await vault.idempotency.find(id, 'other')).toBeUndefined();
      now = plus(now, { hours: 48 });
      expect(await vault.idempotency.find(id, 'body')).toBeUndefined();
    });

    it('gives an answer that is still on its way to the database, and keeps it', async () => {
      const id = randomUUID();
      await vault.idempotency.begin(id, 'body');
      vault.idempotency.finishSoon({ commandId: id, bodyHash: 'body' }, answer);
      expect(await vault.idempotency.begin(id, 'body')).toEqual({ outcome: 'answered', ...answer });
      expect(await vault.idempotency.begin(id, 'other')).toEqual({ outcome: 'reused' });
      expect(await vault.idempotency.find(id, 'body')).toEqual(answer);
      await vault.idempotency.settled();
      expect(
        (await owner.query('SELECT FROM vault.idempotency WHERE command_id = $1 AND answer IS NOT NULL', [id]))
          .rowCount,
      ).toBe(1);
      expect(await vault.idempotency.find(id, 'body')).toEqual(answer);
    });

    it('keeps a refusal though the database forgot in a crash that the command was begun', async () => {
      const id = randomUUID();
      await vault.idempotency.begin(id, 'body');
      await owner.query('DELETE FROM vault.idempotency WHERE command_id = $1', [id]);
      await vault.idempotency.finish({ commandId: id, bodyHash: 'body' }, answer);
      expect(await vault.idempotency.begin(id, 'body')).toEqual({ outcome: 'answered', ...answer });
    });

    it('takes nobody for the only one to decide on a connection that a crash may have come before, nor once it broke, nor for long', async () => {
      let at = performance.now();
      const later = jest.spyOn(performance, 'now').mockImplementation(() => at);
      const begun = async () => {
        const first = await vault.idempotency.begin(randomUUID(), 'body');
        if (first.outcome !== 'new') throw new Error(`It was ${first.outcome}`);
        return first;
      };
      const tooYoung = await begun();
      at += 5_001;
      const [sole, brief] = [await begun(), await begun()];
      expect([tooYoung, sole, brief].map(({ isSole }) => isSole())).toEqual([false, true, true]);
      at += 5_000;
      expect(brief.isSole()).toBe(false);
      const cut = await begun();
      expect(cut.isSole()).toBe(true);
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'annals-vault-prepared' AND datname = current_database()`,
      );
      const onTheNext = await begun().catch(begun);
      expect([cut, onTheNext].map(({ isSole }) => isSole())).toEqual([false, false]);
      at += 5_001;
      expect([cut, onTheNext].map(({ isSole }) => isSole())).toEqual([false, false]);
      later.mockRestore();
    });

    it('C5: one that a clock two hours ahead began, and whose process died, can be begun again at once', async () => {
      const id = randomUUID();
      now = plus(now, { hours: 2 });
      await vault.idempotency.begin(id, 'body');
      now = plus(now, { hours: -2 });
      expect(await outcomes(id, 3)).toEqual(['again', 'running', 'running']);
    });

    it('keeps answers sealed', async () => {
      const id = randomUUID();
      await vault.idempotency.begin(id, 'body');
      await vault.idempotency.finish({ commandId: id, bodyHash: 'body' }, answer);
      const { rows } = await owner.query<{ answer: Buffer }>(
        'SELECT answer FROM vault.idempotency WHERE command_id = $1',
        [id],
      );
      expect(rows[0]?.answer.includes('GmbH')).toBe(false);
    });

    it('abandoned, or running for a minute, it can be begun again, by one', async () => {
      const [abandoned, dead] = [randomUUID(), randomUUID()];
      await vault.idempotency.begin(abandoned, 'body');
      await vault.idempotency.abandon(abandoned);
      expect(await vault.idempotency.begin(abandoned, 'body')).toEqual({ outcome: 'again' });
      await vault.idempotency.begin(dead, 'body');
      now = plus(now, { seconds: 59 });
      expect(await vault.idempotency.begin(dead, 'body')).toEqual({ outcome: 'running' });
      now = plus(now, { seconds: 1 });
      expect(await outcomes(dead, 10)).toEqual(['again', ...Array<string>(9).fill('running')]);
    });

    it('forgets after 48 hours, purged or not', async () => {
      const id = randomUUID();
      await vault.idempotency.begin(id, 'body');
      await vault.idempotency.finish({ commandId: id, bodyHash: 'body' }, answer);
      now = plus(now, { hours: 47, minutes: 59 });
      await vault.purge();
      expect((await vault.idempotency.begin(id, 'body')).outcome).toBe('answered');
      now = plus(now, { minutes: 1 });
      expect(await vault.idempotency.begin(id, 'other')).toEqual({ outcome: 'again' });
      now = plus(now, { hours: 48 });
      await vault.purge();
      expect(await rowsOf('idempotency')).toBe('');
    });
  });

  describe('presence', () => {
    const [organizationId, botId] = [randomUUID(), randomUUID()];
    const beat = (status = 'idle') =>
      vault.presence.beat({ organizationId, botId, status, version: '1.2', host: 'desk' });

    it('is the last beat; the first after a minute is told apart', async () => {
      expect(await beat()).toEqual({ first: true });
      now = plus(now, { seconds: 20 });
      expect(await beat('busy')).toEqual({ first: false });
      expect(await vault.presence.of(organizationId)).toEqual(
        new Map([[botId, { status: 'busy', version: '1.2', host: 'desk', at: now }]]),
      );
      expect(await vault.presence.of(randomUUID())).toEqual(new Map());
      now = plus(now, { seconds: 61 });
      expect(await beat()).toEqual({ first: true });
    });

    it('B9: tells every process what changed, and nothing when nothing did', async () => {
      const heard: PresenceChange[] = [];
      const stop = await vault.presence.follow((change) => heard.push(change));
      const until = async (count: number) => {
        while (heard.length < count) await vault.ping();
      };
      await beat('error');
      await until(1);
      await beat('error');
      await vault.presence.reportProgress({ organizationId, runId: randomUUID(), percent: 1 });
      await until(2);
      expect(heard).toEqual([
        { organizationId, of: 'bot' },
        { organizationId, of: 'run' },
      ]);
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'annals-presence' AND datname = current_database()`,
      );
      for (let n = 0; heard.length < 3; n += 1) await beat(n % 2 ? 'idle' : 'busy');
      await stop();
    });

    it('C5: a beat of a clock that ran ahead says nothing of now, and the next one counts', async () => {
      now = plus(now, { hours: 2 });
      await beat('busy');
      const ahead = now;
      now = plus(now, { hours: -2 });
      expect(await vault.presence.stale(plus(now, { seconds: -60 }))).toEqual([{ organizationId, botId, at: ahead }]);
      expect(await beat()).toEqual({ first: true });
      expect((await vault.presence.of(organizationId)).get(botId)?.at).toBe(now);
      expect(await vault.presence.stale(plus(now, { seconds: -60 }))).toEqual([]);
    });

    it('goes stale once: settled, it is silent until the next beat', async () => {
      const last = now;
      const stale = { organizationId, botId, at: last };
      now = plus(now, { seconds: 60 });
      expect(await vault.presence.stale(last)).toEqual([]);
      expect(await vault.presence.stale(now)).toEqual([stale]);
      await vault.presence.settle({ ...stale, at: plus(last, { seconds: -1 }) });
      expect(await vault.presence.stale(now)).toEqual([stale]);
      await vault.presence.settle(stale);
      expect(await vault.presence.stale(now)).toEqual([]);
      await beat();
      expect(await vault.presence.stale(plus(now, { seconds: 1 }))).toEqual([{ ...stale, at: now }]);
    });

    it('knows how far a run is, and forgets it after 30 days', async () => {
      const [runId, other] = [randomUUID(), randomUUID()];
      await vault.presence.reportProgress({ organizationId, runId, percent: 12.5 });
      await vault.presence.reportProgress({ organizationId, runId, percent: 80, message: 'Invoice 8 of 10' });
      expect(await vault.presence.progressOf(organizationId, [runId, other])).toEqual(
        new Map([[runId, { percent: 80, message: 'Invoice 8 of 10', at: now }]]),
      );
      expect(await vault.presence.progressOf(organizationId, [])).toEqual(new Map());
      expect(await vault.presence.progressOf(randomUUID(), [runId])).toEqual(new Map());
      now = plus(now, { days: 30, seconds: 1 });
      await vault.purge();
      expect(await rowsOf('run_progress')).toBe('');
    });
  });

  describe('the mailbox', () => {
    const mail = (id: string) => ({
      id,
      to: 'anna@acme.com',
      subject: 'Welcome',
      text: 'https://annals.test/verify?token=abc',
    });

    it('keeps a mail once, newest first, sealed', async () => {
      await vault.mailbox.put(mail('one'));
      now = plus(now, { seconds: 1 });
      await vault.mailbox.put({ ...mail('two'), html: '<p>hi</p>' });
      await vault.mailbox.put({ ...mail('one'), subject: 'again' });
      expect((await vault.mailbox.list(10)).map(({ id, subject }) => [id, subject])).toEqual([
        ['two', 'Welcome'],
        ['one', 'Welcome'],
      ]);
      expect(await vault.mailbox.list(1)).toHaveLength(1);
      expect(await vault.mailbox.get('two')).toEqual({ ...mail('two'), html: '<p>hi</p>', at: now });
      expect(await vault.mailbox.get('three')).toBeUndefined();
      const { rows } = await owner.query<{ mail: Buffer; addressee: string }>(
        'SELECT mail, addressee FROM vault.mailbox',
      );
      expect(rows.some((row) => row.mail.includes('acme') || row.mail.includes('token'))).toBe(false);
      expect(rows.every(({ addressee }) => /^[0-9a-f]{64}$/.test(addressee))).toBe(true);
    });

    it('finds the mails to one address behind any number of newer ones', async () => {
      now = plus(now, { seconds: 1 });
      await Promise.all(
        Array.from({ length: 500 }, (_, index) =>
          vault.mailbox.put({ ...mail(`other-${index}`), to: `${index}@acme.com` }),
        ),
      );
      expect((await vault.mailbox.listTo('Anna@acme.com', 10)).map(({ id }) => id)).toEqual(['two', 'one']);
      expect((await vault.mailbox.listTo('anna@acme.com', 1)).map(({ id }) => id)).toEqual(['two']);
      expect((await vault.mailbox.listTo('499@acme.com', 10)).map(({ id }) => id)).toEqual(['other-499']);
    });

    it('finds them where an older release put them, which digests no address', async () => {
      await owner.query(`UPDATE vault.mailbox SET addressee = NULL WHERE id IN ('one', 'other-499')`);
      expect((await vault.mailbox.listTo('anna@acme.com', 10)).map(({ id }) => id)).toEqual(['two', 'one']);
      expect((await vault.mailbox.listTo('499@acme.com', 10)).map(({ id }) => id)).toEqual(['other-499']);
    });

    it('forgets after 30 days', async () => {
      now = plus(now, { days: 30, seconds: 1 });
      expect(await vault.mailbox.list(10)).toEqual([]);
      await vault.purge();
      expect(await rowsOf('mailbox')).toBe('');
    });
  });
});
