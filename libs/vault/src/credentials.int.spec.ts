import type { KeyHolder } from '@annals/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import { hash, parseOptions } from '@node-rs/argon2';
import { Client } from 'pg';
import { justAfter, plus } from '@annals/kernel';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { concerns, migrateVault, Vault, type AccessEnded } from './index';

jest.setTimeout(60_000); // hashes cost time on purpose

describe('credentials, sessions and API keys', () => {
  let database: TestDatabase;
  let owner: Client;
  let vault: Vault;
  let now = '2026-06-03T09:00:00.000Z';
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  beforeAll(async () => {
    database = await sharedDatabase('credentials');
    await migrateVault(database.url, 'annals_api');
    vault = new Vault({ databaseUrl: database.url, secrets, role: 'annals_api', clock: () => now });
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await vault.close();
    await database.drop();
  });
  const hashOf = async (userId: string): Promise<string> => {
    const { rows } = await owner.query<{ password_hash: string }>(
      'SELECT password_hash FROM vault.credentials WHERE user_id = $1',
      [userId],
    );
    return rows[0]?.password_hash ?? '';
  };

  describe('passwords', () => {
    it('S7: are stored as argon2id with at least m=19456, t=2, p=1', async () => {
      const userId = randomUUID();
      await vault.credentials.setPassword(userId, 'a longer password');
      const stored = parseOptions(await hashOf(userId));
      expect([stored.algorithm, stored.timeCost, stored.parallelism]).toEqual([2, 2, 1]);
      expect(stored.memoryCost).toBeGreaterThanOrEqual(19_456);
      expect(await vault.credentials.verifyPassword(userId, 'a longer password')).toBe(true);
      expect(await vault.credentials.verifyPassword(userId, 'A longer password')).toBe(false);
      await vault.credentials.setPassword(userId, 'another password');
      expect(await vault.credentials.verifyPassword(userId, 'a longer password')).toBe(false);
    });

    it('S7: are hashed anew at sign-in when the parameters rose, and only then', async () => {
      const userId = randomUUID();
      const weak = await hash('a longer password', { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
      await owner.query('INSERT INTO vault.credentials VALUES ($1, $2, now())', [userId, weak]);
      expect(await vault.credentials.verifyPassword(userId, 'wrong')).toBe(false);
      expect(await hashOf(userId)).toBe(weak);
      expect(await vault.credentials.verifyPassword(userId, 'a longer password')).toBe(true);
      const strong = await hashOf(userId);
      expect(parseOptions(strong).memoryCost).toBe(19_456);
      expect(await vault.credentials.verifyPassword(userId, 'a longer password')).toBe(true);
      expect(await hashOf(userId)).toBe(strong);
    });

    it('A8: of unknown people are looked at as ever once there is a place again', async () => {
      const fresh = new Vault({ databaseUrl: database.url, secrets, role: 'annals_api', clock: () => now });
      const crowd = Array.from({ length: 60 }, () =>
        fresh.credentials.verifyPassword(undefined, 'guess').catch((error: unknown) => error),
      );
      const others = Array.from({ length: 60 }, () =>
        fresh.credentials.setPassword(randomUUID(), 'a longer password').catch((error: unknown) => error),
      );
      await Promise.all([...others, ...crowd]);
      expect(await fresh.credentials.verifyPassword(undefined, 'guess')).toBe(false);
      await fresh.close();
    });

    it('S7: of unknown people take as long to refuse as wrong ones', async () => {
      const userId = randomUUID();
      await vault.credentials.setPassword(userId, 'a longer password');
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      await vault.credentials.verifyPassword(undefined, 'warm up');
      for (let round = 0; round < 9; round += 1)
        for (const [kind, who] of [
          ['known', userId],
          ['unknown', undefined],
        ] as const) {
          const start = performance.now();
          expect(await vault.credentials.verifyPassword(who, 'wrong password')).toBe(false);
          times[kind].push(performance.now() - start);
        }
      const median = (all: number[]) => all.sort((a, b) => a - b)[4] ?? 0;
      expect(median(times.unknown)).toBeGreaterThan(median(times.known) * 0.5);
      expect(median(times.unknown)).toBeLessThan(median(times.known) * 2);
    });

    it('failed sign-ins count for 15 minutes and are forgotten by a good one', async () => {
      const userId = randomUUID();
      expect(await vault.credentials.recordFailure(userId)).toBe(1);
      now = plus(now, { minutes: 10 });
      expect(await vault.credentials.recordFailure(userId)).toBe(2);
      now = plus(now, { minutes: 10 });
      expect(await vault.credentials.recordFailure(userId)).toBe(2);
      await vault.credentials.clearFailures(userId);
      expect(await vault.credentials.recordFailure(userId)).toBe(1);
    });
  });

  describe('C5: after a clock that was two hours ahead', () => {
    it('failed sign-ins of that time do not count, and are forgotten', async () => {
      const userId = randomUUID();
      now = plus(now, { hours: 2 });
      for (let n = 1; n <= 4; n += 1) expect(await vault.credentials.recordFailure(userId)).toBe(n);
      now = plus(now, { hours: -2 });
      expect(await vault.credentials.recordFailure(userId)).toBe(1);
      await vault.purge();
      expect((await owner.query('SELECT FROM vault.failed_logins WHERE user_id = $1', [userId])).rowCount).toBe(1);
    });

    it('sessions and keys go on, and are seen by the clock of now', async () => {
      const userId = randomUUID();
      const { token } = await vault.sessions.open({ sessionId: randomUUID(), userId });
      now = plus(now, { hours: 2 });
      expect(await vault.sessions.authenticate(token)).toBeDefined();
      now = plus(now, { hours: -2 });
      expect(await vault.sessions.authenticate(token)).toBeDefined();
      expect((await vault.sessions.list(userId)).map(({ seenAt }) => seenAt)).toEqual([now]);
    });
  });

  describe('sessions', () => {
    it('of the same id have the same token and one owner', async () => {
      const [sessionId, userId] = [randomUUID(), randomUUID()];
      const opened = await vault.sessions.open({ sessionId, userId, userAgent: 'Browser', ip: '192.0.2.1' });
      expect(opened.expiresAt).toBe(plus(now, { days: 30 }));
      expect(await vault.sessions.open({ sessionId, userId })).toEqual(opened);
      await expect(vault.sessions.open({ sessionId, userId: randomUUID() })).rejects.toThrow('somebody else');
      expect(await vault.sessions.authenticate(opened.token)).toEqual({ sessionId, userId });
      expect(await vault.sessions.list(userId)).toEqual([
        { sessionId, openedAt: now, seenAt: now, expiresAt: opened.expiresAt, userAgent: 'Browser', ip: '192.0.2.1' },
      ]);
    });

    it('S6: end with the very next request, and opening them again does not revive them', async () => {
      const userId = randomUUID();
      const ids = [randomUUID(), randomUUID(), randomUUID()];
      const tokens: string[] = [];
      for (const sessionId of ids) tokens.push((await vault.sessions.open({ sessionId, userId })).token);
      const open = async () =>
        (await Promise.all(tokens.map((token) => vault.sessions.authenticate(token)))).map(
          (found) => found !== undefined,
        );
      await vault.sessions.revoke(ids[0] ?? '');
      expect(await open()).toEqual([false, true, true]);
      await vault.sessions.open({ sessionId: ids[0] ?? '', userId });
      await vault.sessions.revokeAll({ userId, revision: 0, before: justAfter(now), except: ids[1] ?? '' });
      expect(await open()).toEqual([false, true, false]);
      await vault.sessions.revokeAll({ userId, revision: 0, before: now });
      expect(await open()).toEqual([false, true, false]);
      await vault.sessions.revokeAll({ userId, revision: 0, before: justAfter(now) });
      expect(await vault.sessions.list(userId)).toEqual([]);
      expect(await Promise.all(tokens.map((token) => vault.sessions.formerly(token)))).toEqual(
        ids.map((sessionId) => ({ sessionId, userId })),
      );
    });

    it('B2, S6: another process is told at once what ended, and knows nothing of it from before', async () => {
      const other = new Vault({ databaseUrl: database.url, secrets, role: 'annals_api', clock: () => now });
      const heard: (AccessEnded | undefined)[] = [];
      await other.accessEndings.follow((ended) => heard.push(ended));
      const until = async (count: number) => {
        while (heard.length < count) await other.ping();
      };
      const userId = randomUUID();
      for (let round = 0; round < 25; round += 1) {
        const sessionId = randomUUID();
        const { token } = await vault.sessions.open({ sessionId, userId });
        expect(await other.sessions.authenticate(token)).toBeDefined();
        await (round % 2 === 0
          ? vault.sessions.revoke(sessionId)
          : vault.sessions.revokeAll({ userId, revision: 0, before: justAfter(now) }));
        await until(round + 1);
        expect(await other.sessions.authenticate(token)).toBeUndefined();
        const ended = heard.at(-1);
        expect(ended).toEqual(round % 2 === 0 ? { of: 'session', id: sessionId } : { of: 'user', id: userId });
        expect(ended && concerns(ended, { kind: 'user', id: userId, session: sessionId })).toBe(true);
        expect(ended && concerns(ended, { kind: 'user', id: randomUUID(), session: randomUUID() })).toBe(false);
      }
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'annals-access' AND datname = current_database()`,
      );
      await until(26);
      expect(heard.at(-1)).toBeUndefined(); // anything may have ended while nobody listened
      for (const said of ['nonsense', '{"of":"what a later release knows","id":"1"}'])
        await owner.query('SELECT pg_notify($1, $2)', ['annals_access', said]);
      await until(28);
      expect(heard.slice(26)).toEqual([undefined, undefined]);
      await other.close();
    });

    it('S6: that another process revoked end within half a second', async () => {
      const sessionId = randomUUID();
      const { token } = await vault.sessions.open({ sessionId, userId: randomUUID() });
      const asked = performance.now();
      expect(await vault.sessions.authenticate(token)).toBeDefined();
      await owner.query('UPDATE vault.sessions SET revoked_at = now() WHERE session_id = $1', [sessionId]);
      while (await vault.sessions.authenticate(token)) expect(performance.now() - asked).toBeLessThan(600);
    });

    it('slide for 30 days and end after 90', async () => {
      const { token } = await vault.sessions.open({ sessionId: randomUUID(), userId: randomUUID() });
      for (const [days, alive] of [
        [29, true],
        [29, true],
        [29, true],
        [3, false],
      ] as const) {
        now = plus(now, { days });
        expect((await vault.sessions.authenticate(token)) !== undefined).toBe(alive);
      }
      const idle = await vault.sessions.open({ sessionId: randomUUID(), userId: randomUUID() });
      now = plus(now, { days: 30 });
      expect(await vault.sessions.authenticate(idle.token)).toBeUndefined();
    });

    it('cannot be forged', async () => {
      expect(await vault.sessions.authenticate(`${randomUUID()}.1.${'A'.repeat(43)}`)).toBeUndefined();
      expect(await vault.sessions.authenticate('')).toBeUndefined();
      for (const forged of [
        '',
        `${randomUUID()}.1.${'A'.repeat(43)}`,
        vault.secrets.mint('verify', randomUUID(), 1),
        vault.secrets.mint('session', randomUUID(), 1),
      ])
        expect(await vault.sessions.formerly(forged)).toBeUndefined();
      expect(await vault.sessions.authenticate(vault.secrets.mint('verify', randomUUID(), 1))).toBeUndefined();
      expect(await vault.sessions.authenticate(vault.secrets.mint('session', randomUUID(), 1))).toBeUndefined();
    });
  });

  describe('API keys', () => {
    const issue = (holder: KeyHolder = { kind: 'person', id: randomUUID(), membership: 2 }) => ({
      keyId: randomUUID(),
      organizationId: randomUUID(),
      holder,
      permissions: ['bots:read', 'runs:read'] as const,
      expiresAt: plus(now, { days: 10 }),
    });

    it.each<KeyHolder>([
      { kind: 'bot', id: randomUUID() },
      { kind: 'person', id: randomUUID(), membership: 3 },
    ])('open what they were issued for; issued again they have the same secret: $kind', async (holder) => {
      const key = issue(holder);
      const { secret } = await vault.apiKeys.issue(key);
      expect(secret).toMatch(/^ann_/);
      expect(await vault.apiKeys.issue(key)).toEqual({ secret });
      const { expiresAt: _, ...granted } = key;
      expect(await vault.apiKeys.authenticate(secret)).toEqual({ outcome: 'valid', key: granted });
    });

    it('are stored as hashes', async () => {
      const { secret } = await vault.apiKeys.issue(issue());
      const { rows } = await owner.query<{ all: string }>(
        'SELECT string_agg(api_keys::text, chr(10)) AS all FROM vault.api_keys',
      );
      expect(rows[0]?.all).not.toContain(secret.split('.')[2]);
    });

    it('expire, are revoked, and are unknown when nobody issued them', async () => {
      const [expiring, revoked] = [issue(), issue()];
      const [first, second] = [await vault.apiKeys.issue(expiring), await vault.apiKeys.issue(revoked)];
      await vault.apiKeys.revoke(revoked.keyId);
      expect((await vault.apiKeys.authenticate(second.secret)).outcome).toBe('revoked');
      now = plus(now, { days: 10 });
      expect(await vault.apiKeys.authenticate(first.secret)).toMatchObject({
        outcome: 'expired',
        key: { keyId: expiring.keyId },
      });
      expect((await vault.apiKeys.authenticate(second.secret)).outcome).toBe('revoked');
      for (const secret of [
        '',
        'ann_',
        'ann_x.1.y',
        first.secret.slice(4),
        `ann_${vault.secrets.mint('api-key', randomUUID(), 1)}`,
      ])
        expect(await vault.apiKeys.authenticate(secret)).toEqual({ outcome: 'unknown' });
    });

    it('remember their last use, to the minute', async () => {
      const key = issue();
      const { secret } = await vault.apiKeys.issue(key);
      expect(await vault.apiKeys.lastUsed(key.organizationId)).toEqual(new Map());
      await vault.apiKeys.authenticate(secret);
      const first = now;
      now = plus(now, { seconds: 59 });
      await vault.apiKeys.authenticate(secret);
      expect(await vault.apiKeys.lastUsed(key.organizationId)).toEqual(new Map([[key.keyId, first]]));
      now = plus(now, { seconds: 1 });
      await vault.apiKeys.authenticate(secret);
      expect(await vault.apiKeys.lastUsed(key.organizationId)).toEqual(new Map([[key.keyId, now]]));
    });
  });
});
