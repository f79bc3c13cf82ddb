import type { AnswerOf, routes } from '@annals/contracts';
import {
  fromBase64,
  HistoryVerifier,
  isConsistent,
  keyFrom,
  verifiedCheckpoint,
  verifiedInclusion,
} from '@annals/proofs';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { sha256, verifyEd25519 } from '@annals/vault';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Database } from 'pg';
import { eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import { bot, founder, type Founder } from '../support/people';

type Audit = typeof routes.audit;
type Checkpoint = AnswerOf<Audit['getLatestCheckpoint']>;
const hash = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

describe('E5: the history of an organization is proved', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let other: Founder;
  let apiKey = '';
  let first: Checkpoint;
  let database: Database;
  const folder = mkdtempSync(join(tmpdir(), 'annals-proofs-'));
  const file = (name: string, content?: string): string => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };

  beforeAll(async () => {
    annals = await startAnnals();
    database = new Database({ connectionString: annals.databaseUrl });
    await database.connect();
    [owner, other] = [await founder(annals, 'prover'), await founder(annals, 'stranger')];
    const key = { name: 'verifier', permissions: ['audit:read'], expiresInDays: 1 };
    apiKey = String((await owner.client.post(`${owner.path}/api-keys`, key)).body['secret']);
    first = await checkpointBeyond(owner, 0);
    await checkpointBeyond(other, 0);
    await bot(annals, owner);
  });
  afterAll(async () => {
    await database.end();
    rmSync(folder, { recursive: true });
    await annals.stop();
  });

  const get = async <Answer>(path: string, { client, path: of } = owner) =>
    (await client.get<Answer>(`${of}/proofs${path}`)).body;
  /** The newest checkpoint, once it is of more entries; the next one is due when the last counts as long ago. */
  async function checkpointBeyond(of: Founder, size: number): Promise<Checkpoint> {
    let latest: Partial<Checkpoint> = {};
    await eventually('a checkpoint is signed', async () => {
      await database.query('UPDATE vault.proof_trees SET signed_at = NULL WHERE organization_id = $1', [
        of.organizationId,
      ]);
      latest = await get<Checkpoint>('/checkpoints/latest', of);
      return (latest.entries ?? 0) > size;
    });
    return latest as Checkpoint;
  }
  const trust = async (of = owner) => {
    const { key, origin } = await get<AnswerOf<Audit['getVerifierKey']>>('/key', of);
    const noteKey = keyFrom(sha256, key);
    if (!noteKey) throw new Error(`${key} is no key`);
    return { sha256, verify: verifyEd25519, origin, keys: [noteKey] };
  };
  const verify = (...args: readonly string[]) =>
    runAnnals(['verify', ...args], { ANNALS_API_KEY: apiKey, ANNALS_DATA: folder });

  it('by signed checkpoints, of which a later one goes on from an earlier one', async () => {
    const later = await checkpointBeyond(owner, first.entries);
    for (const { signedNote, entries: size } of [first, later])
      expect(await verifiedCheckpoint(signedNote, await trust())).toMatchObject({ ok: true, value: { size } });
    expect(await verifiedCheckpoint(later.signedNote, await trust(other))).toEqual({
      ok: false,
      because: 'another-log',
    });
    const { path } = await get<AnswerOf<Audit['getConsistency']>>(
      `/consistency?from=${first.entries}&to=${later.entries}`,
    );
    const [one, two] = [first, later].map(({ entries: size, root }) => ({ size, root: hash(root) }));
    expect(isConsistent(sha256, { first: one!, second: two!, path: path.map(hash) })).toBe(true);
    expect(
      isConsistent(sha256, { first: { ...one!, root: hash(later.root) }, second: two!, path: path.map(hash) }),
    ).toBe(false);
  });

  it('entry by entry, as a file that needs nothing else', async () => {
    for (const sequence of [1, first.entries]) {
      const { leaf } = await get<AnswerOf<Audit['getInclusion']>>(`/entries/${sequence}`);
      const { text } = await owner.client.get(`${owner.path}/proofs/entries/${sequence}/file`);
      expect(await verifiedInclusion(text, hash(leaf), await trust())).toMatchObject({
        ok: true,
        value: { index: sequence - 1 },
      });
      expect(await verifiedInclusion(text, hash(leaf), await trust(other))).toMatchObject({ ok: false });
    }
    const under = await get<AnswerOf<Audit['getInclusion']>>(`/entries/1?size=${first.entries}`);
    expect(under.checkpoint).toEqual(first);
  });

  it('by its entries as they are stored, which give the root that was signed', async () => {
    const trusted = await verifiedCheckpoint(first.signedNote, await trust());
    if (!trusted.ok) throw new Error(trusted.because);
    const { items } = await get<AnswerOf<Audit['listStoredEntries']>>('/entries?limit=200');
    const verifier = new HistoryVerifier(sha256, [trusted.value]);
    for (const entry of items) verifier.take(entry);
    expect(verifier.finish()).toMatchObject({ ok: true, entries: items.length, checkpoints: [first.entries] });
  });

  it.each([
    ['/entries/9999', 404, 'ENTRY_NOT_FOUND'],
    ['/entries/1?size=9999', 404, 'CHECKPOINT_NOT_FOUND'],
    ['/consistency?from=1&to=9999', 404, 'HISTORY_SHORTER'],
    ['/consistency?from=3&to=2', 400, 'PROOF_RANGE_INVALID'],
    ['/consistency?from=1&to=99999999999999999999', 400, 'VALIDATION_FAILED'],
    ['/entries?after=-1', 400, 'VALIDATION_FAILED'],
  ])('and says no to %s', async (path, status, code) => {
    const answer = await owner.client.get(`${owner.path}/proofs${path}`);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('from the command line: live, and by what was kept of it without the installation', async () => {
    const live = ['--organization', owner.organizationId, '--url', annals.url];
    const kept = file('kept');
    const verified = await verify(...live, '--keep', kept);
    expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/^unbroken: /)]);
    const entries = readFileSync(join(kept, 'entries.jsonl'), 'utf8').trim().split('\n');
    const by = [
      '--key',
      readFileSync(join(kept, 'key.txt'), 'utf8').trim(),
      '--checkpoint',
      join(kept, 'checkpoint.txt'),
    ];
    expect(await verify(join(kept, 'entries.jsonl'), ...by)).toMatchObject({ code: 0 });
    const forged = entries.with(1, JSON.stringify({ ...JSON.parse(entries[1] ?? ''), type: 'BotEnabled' }));
    const broken = await verify(file('forged.jsonl', forged.join('\n')), ...by);
    expect([broken.code, broken.out]).toEqual([2, 'broken: entry #2 is not what was signed\n']);
    const short = await verify(file('short.jsonl', entries.slice(0, 2).join('\n')), ...by);
    expect([short.code, short.out]).toEqual([2, expect.stringMatching(/^broken: .*#3.* gone\n$/)]);
    const of = (await get<Checkpoint>('/checkpoints/latest', other)).signedNote;
    const refused = await verify(join(kept, 'entries.jsonl'), ...by.slice(0, 2), '--checkpoint', file('other.txt', of));
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/of another log/)]);
    const { text } = await owner.client.get(`${owner.path}/proofs/entries/1/file`);
    const proof = ['--proof', file('1.tlog-proof', text), ...by.slice(0, 2), '--entry'];
    const proved = await verify(...proof, file('1.json', entries[0]));
    expect([proved.code, proved.out]).toEqual([0, expect.stringMatching(/^proved: the entry is #1 /)]);
    const notProved = await verify(...proof, file('2.json', entries[1]));
    expect([notProved.code, notProved.out]).toEqual([2, expect.stringMatching(/^not proved/)]);
  });

  it('and turns red by itself where an entry is not what it was, and not that of others', async () => {
    const state = async () => (await get<AnswerOf<Audit['getProofs']>>('')).state;
    await eventually('it is unbroken', async () => (await state()) === 'unbroken');
    const { rows } = await database.query<{ hash: Buffer }>(
      'SELECT hash FROM vault.proof_leaves WHERE organization_id = $1 AND n = 2',
      [owner.organizationId],
    );
    await database.query('UPDATE vault.proof_leaves SET hash = sha256(hash) WHERE organization_id = $1 AND n = 2', [
      owner.organizationId,
    ]);
    await eventually('it is broken', async () => (await state()) === 'broken', 60_000);
    const { broken, latest } = await get<AnswerOf<Audit['getProofs']>>('');
    expect(broken).toMatchObject({ sequence: 3, kind: 'changed', found: rows[0]?.hash.toString('hex') });
    expect(broken?.checkpoint?.entries).toBeLessThanOrEqual(latest?.entries ?? 0);
    const theirs = (await get<AnswerOf<Audit['getProofs']>>('', other)).state;
    expect(theirs).toBe('unbroken');
  });
});
