import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { plus } from '@annals/kernel';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { ClaimLost, KeyDestroyed, migrateVault, Vault } from './index';

describe('claims', () => {
  let database: TestDatabase;
  let vault: Vault;
  let now = '2026-06-03T09:00:00.000Z';
  const email = (value: string) => ({ scope: 'global', kind: 'email', value });
  beforeAll(async () => {
    database = await sharedDatabase('claims');
    await migrateVault(database.url, 'annals_api');
    vault = new Vault({
      databaseUrl: database.url,
      secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
      role: 'annals_api',
      clock: () => now,
    });
  });
  afterAll(async () => {
    await vault.close();
    await database.drop();
  });

  it('go to exactly one of a hundred who take at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => vault.claims.take({ ...email('race@acme.com'), holder: `u${n}` })),
    );
    const won = outcomes.filter(({ outcome }) => outcome === 'taken');
    expect(won).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'held').map(({ holder }) => holder)).toEqual(
      Array(99).fill(won[0]?.holder),
    );
  });

  it('compare without case and spaces, and apart by scope and kind', async () => {
    await vault.claims.take({ ...email('  John@Acme.com '), holder: 'john' });
    expect(await vault.claims.find(email('john@acme.COM'))).toEqual({ holder: 'john', state: 'pending' });
    expect(await vault.claims.find({ ...email('john@acme.com'), scope: 'other' })).toBeUndefined();
    expect(await vault.claims.find({ ...email('john@acme.com'), kind: 'slug' })).toBeUndefined();
  });

  it('C4: an address is one however its letters and its domain are written', async () => {
    await vault.claims.take({ ...email('J\u00f6rg=tag@m\u00fcnchen.example'), holder: 'j\u00f6rg' });
    for (const other of ['jo\u0308rg=tag@M\u00dcNCHEN.example', 'J\u00d6RG=TAG@xn--mnchen-3ya.example'])
      expect(await vault.claims.find(email(other))).toEqual({ holder: 'j\u00f6rg', state: 'pending' });
    expect(await vault.claims.find(email('jorg=tag@m\u00fcnchen.example'))).toBeUndefined();
  });

  it('taken again by their holder are theirs; confirmed they last', async () => {
    const claim = { ...email('anna@acme.com'), holder: 'anna' };
    expect(await vault.claims.take(claim)).toMatchObject({ outcome: 'taken', holder: 'anna' });
    expect(await vault.claims.take(claim)).toMatchObject({ outcome: 'mine', holder: 'anna' });
    await vault.claims.confirm(claim);
    await vault.claims.confirm(claim);
    now = plus(now, { days: 400 });
    expect(await vault.claims.take(claim)).toMatchObject({ outcome: 'mine', holder: 'anna' });
    expect(await vault.claims.take({ ...claim, holder: 'eve' }, async () => false)).toMatchObject({
      outcome: 'held',
      holder: 'anna',
    });
  });

  it('pending for 15 minutes with nobody behind them can be taken over, by one', async () => {
    await vault.claims.take({ ...email('stale@acme.com'), holder: 'gone' });
    const take = (holder: string, there: boolean) =>
      vault.claims.take({ ...email('stale@acme.com'), holder }, async () => there);
    const isFree = (there: boolean) => vault.claims.isFree(email('stale@acme.com'), async () => there);
    now = plus(now, { minutes: 14, seconds: 59 });
    expect(await isFree(false)).toBe(false);
    expect(await take('b', false)).toMatchObject({ outcome: 'held', holder: 'gone' });
    now = plus(now, { seconds: 2 });
    expect([await isFree(true), await isFree(false)]).toEqual([false, true]);
    expect(await vault.claims.isFree(email('nobodys@acme.com'))).toBe(true);
    expect(await take('b', true)).toMatchObject({ outcome: 'held', holder: 'gone' });
    expect(await vault.claims.take({ ...email('stale@acme.com'), holder: 'b' })).toMatchObject({
      outcome: 'held',
      holder: 'gone',
    });
    const takers = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`new${n}`, false)));
    expect(takers.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
    await expect(vault.claims.confirm({ ...email('stale@acme.com'), holder: 'gone' })).rejects.toThrow(ClaimLost);
  });

  it('B4: given up after a refusal are nobody\u2019s, unless somebody has reckoned with them since', async () => {
    const claim = { ...email('refused@acme.com'), holder: 'mia' };
    await vault.claims.abandon(claim, await vault.claims.take(claim));
    expect(await vault.claims.find(claim)).toBeUndefined();
    for (const since of [
      () => vault.claims.take(claim),
      () => vault.claims.take({ ...claim, holder: 'eve' }),
      () => vault.claims.confirm(claim),
    ]) {
      const taken = await vault.claims.take(claim);
      await since();
      await vault.claims.abandon(claim, taken);
      expect(await vault.claims.find(claim)).toMatchObject({ holder: 'mia' });
    }
  });

  it('C3: an alias ends with its holder, also one that lasted', async () => {
    const alias = (holder: string, value = 'Mia') => ({ scope: 'globex', kind: 'alias', value, holder });
    const [there, gone] = [async () => true, async () => false];
    await vault.claims.take(alias('mia'));
    await vault.claims.confirm(alias('mia'));
    expect(await vault.claims.take(alias('eve', ' \uff2dI\u0041 '), gone, { evenHeld: true })).toMatchObject({
      outcome: 'held',
      holder: 'mia',
    });
    now = plus(now, { minutes: 16 });
    expect(await vault.claims.take(alias('eve'), there, { evenHeld: true })).toMatchObject({
      outcome: 'held',
      holder: 'mia',
    });
    expect(await vault.claims.take(alias('mia'), gone, { evenHeld: true })).toMatchObject({
      outcome: 'mine',
      holder: 'mia',
    });
    expect(await vault.claims.take(alias('eve'), gone, { evenHeld: true })).toMatchObject({
      outcome: 'held',
      holder: 'mia',
    });
    now = plus(now, { minutes: 16 });
    expect(await vault.claims.take(alias('eve'), gone)).toMatchObject({ outcome: 'held', holder: 'mia' });
    const takers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        vault.claims.take(alias(`new${n}`), async (holder) => holder !== 'mia', { evenHeld: true }),
      ),
    );
    expect(takers.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
    expect(await vault.claims.find(alias('eve'))).toMatchObject({ state: 'pending' });
  });

  it('C5: taken by a clock that ran two hours ahead, they are not pending for longer than 15 minutes', async () => {
    now = plus(now, { hours: 2 });
    await vault.claims.take({ ...email('ahead@acme.com'), holder: 'gone' });
    now = plus(now, { hours: -2 });
    expect(await vault.claims.take({ ...email('ahead@acme.com'), holder: 'b' }, async () => false)).toMatchObject({
      outcome: 'taken',
      holder: 'b',
    });
  });

  it('released can be had by others; a missing one is written by its confirmation', async () => {
    const holder = randomUUID();
    await vault.claims.take({ ...email('free@acme.com'), holder });
    await vault.claims.release({ scope: 'global', kind: 'email', holder });
    expect(await vault.claims.find(email('free@acme.com'))).toBeUndefined();
    await vault.claims.confirm({ ...email('free@acme.com'), holder: 'other' });
    expect(await vault.claims.find(email('free@acme.com'))).toEqual({ holder: 'other', state: 'held' });
  });

  it('assigned are their holder’s whoever had them', async () => {
    await vault.claims.take({ ...email('proved@acme.com'), holder: 'gone' });
    await vault.claims.assign({ ...email('proved@acme.com'), holder: 'proved' });
    await vault.claims.assign({ ...email('fresh@acme.com'), holder: 'fresh' });
    expect(await vault.claims.find(email('proved@acme.com'))).toEqual({ holder: 'proved', state: 'held' });
    expect(await vault.claims.find(email('fresh@acme.com'))).toEqual({ holder: 'fresh', state: 'held' });
  });

  it('are never again those of a holder that was erased', async () => {
    const [holder, next] = [randomUUID(), randomUUID()];
    const claim = { ...email('erased@acme.com'), holder };
    await vault.claims.take(claim);
    await vault.keys.destroy(claim.scope, holder);
    await expect(vault.claims.confirm(claim)).rejects.toThrow(ClaimLost);
    await expect(vault.claims.take(claim)).rejects.toThrow(KeyDestroyed);
    await vault.claims.assign(claim);
    expect(await vault.claims.find(claim)).toBeUndefined();
    expect(await vault.claims.take({ ...claim, holder: next })).toMatchObject({ outcome: 'taken', holder: next });
    now = plus(now, { minutes: 16 });
    await expect(vault.claims.take(claim, async () => false)).rejects.toThrow(KeyDestroyed);
    await vault.claims.assign(claim);
    await vault.claims.confirm({ ...claim, holder: next });
    expect(await vault.claims.take(claim)).toMatchObject({ outcome: 'held', holder: next });
  });

  it('are gone when their holder is erased at the same time, whichever is first', async () => {
    const all = Array.from({ length: 20 }, (_, n) => ({ ...email(`both${n}@acme.com`), holder: randomUUID() }));
    await Promise.allSettled(
      all.flatMap((claim, n) => {
        const both = [() => vault.claims.confirm(claim), () => vault.keys.destroy(claim.scope, claim.holder)];
        return (n % 2 === 0 ? both : both.reverse()).map((one) => one());
      }),
    );
    expect(await Promise.all(all.map((claim) => vault.claims.find(claim)))).toEqual(all.map(() => undefined));
  });

  it('never store the value', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ all: string }>(
      'SELECT string_agg(claims::text, chr(10)) AS all FROM vault.claims',
    );
    await client.end();
    expect(rows[0]?.all).toContain('email');
    expect(rows[0]?.all).not.toMatch(/acme/i);
  });
});
