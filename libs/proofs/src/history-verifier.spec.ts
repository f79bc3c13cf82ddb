import { bytesOf, toBase64 } from './bytes';
import { checkpointText, type Checkpoint } from './checkpoint';
import { Frontier } from './frontier';
import { checkpointOfLog, HistoryVerifier, type StoredEntry, type Verdict } from './history-verifier';
import { leafOf } from './leaf';
import { signNote } from './note';
import { aKey, ed25519, sha256 } from './testing/node-crypto';

const leaf = (entry: StoredEntry): Uint8Array =>
  leafOf(sha256, {
    ...entry,
    raw: { data: Buffer.from(entry.data, 'base64'), metadata: Buffer.from(entry.metadata, 'base64') },
  });
const entryAt = (sequence: number, data = `{"n":${sequence}}`): StoredEntry => {
  const entry = {
    sequence,
    id: `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    stream: 'organization-1',
    revision: sequence - 1,
    type: 'LampLit',
    data: toBase64(bytesOf(data)),
    metadata: toBase64(bytesOf('{"at":"2026-06-03T09:15:00.000Z"}')),
  };
  return { ...entry, leaf: toBase64(leaf(entry)) };
};
const entries = Array.from({ length: 50 }, (_, n) => entryAt(n + 1));
const checkpointAt = (size: number): Checkpoint => {
  const edge = Frontier.of(sha256);
  for (const entry of entries.slice(0, size)) edge.append(leaf(entry));
  return { origin: 'annals/house/o1', size, root: edge.root };
};
const checkpoints = [20, 40].map(checkpointAt);

function verified(all: readonly StoredEntry[], trusted = checkpoints): Verdict {
  const verifier = new HistoryVerifier(sha256, trusted);
  for (const entry of all) if (!verifier.take(entry)) break;
  return verifier.finish();
}
/** With something else than was signed at a place; what is handed on as its hash is `told`. */
const changed = (sequence: number, told: (entry: StoredEntry) => string | null) => {
  const other = entryAt(sequence, '{"n":0}');
  return entries.with(sequence - 1, { ...other, leaf: told(other) });
};

describe('a history that is verified', () => {
  it('is what was signed', () => {
    const root = toBase64(checkpointAt(50).root);
    expect(verified(entries)).toEqual({ ok: true, entries: 50, root, checkpoints: [20, 40] });
    expect(verified([], [checkpointAt(0)])).toMatchObject({ ok: true, entries: 0, checkpoints: [0] });
  });

  it('is wrong at the very entry where the server still knows what it was', () => {
    const told = () => entries[29]?.leaf ?? null;
    expect(verified(changed(30, told))).toEqual({ ok: false, because: 'not-as-signed', from: 30, to: 30 });
  });

  it('is wrong between two checkpoints where the server hides it, or lies about another entry', () => {
    const where = { ok: false, because: 'not-as-signed', from: 21, to: 40 };
    expect(verified(changed(30, ({ leaf: its = null }) => its))).toEqual(where);
    expect(verified(changed(30, () => null))).toEqual(where);
    expect(verified(changed(30, () => toBase64(sha256(bytesOf('a lie')))))).toEqual(where);
  });

  it('is wrong behind the last checkpoint where the server says so itself', () => {
    const told = () => entries[44]?.leaf ?? null;
    expect(verified(changed(45, told))).toEqual({ ok: false, because: 'changed', from: 45, to: 45 });
  });

  it('that was rolled back is shorter than what was signed', () => {
    const where = { ok: false, because: 'shorter', from: 36, to: 40, size: 40 };
    expect(verified(entries.slice(0, 35))).toEqual(where);
  });

  it('that was rolled back and went on is another one', () => {
    const others = entries.slice(30).map(({ sequence }) => entryAt(sequence, '{"n":-1}'));
    const where = { ok: false, because: 'not-as-signed', from: 21, to: 40 };
    expect(verified([...entries.slice(0, 30), ...others])).toEqual(where);
  });

  it('has no gaps, and nothing that is no entry', () => {
    expect(verified(entries.toSpliced(9, 1))).toEqual({ ok: false, because: 'gap', from: 10, to: 10 });
    expect(verified(entries.with(4, { ...entries[4]!, data: '!' }))).toMatchObject({ because: 'unreadable', from: 5 });
  });
});

describe('a checkpoint that somebody kept', () => {
  const key = aKey('annals/house/o1@20260603T091500Z');
  const signed = (origin: string, by = key) =>
    signNote(sha256, checkpointText({ ...checkpointAt(20), origin }), { ...by, name: origin });
  const by = { sha256, verify: ed25519 };

  it('counts under the name that the log has, and those that it had before it was restored', async () => {
    for (const origin of [key.name, 'annals/house/o1', 'annals/house/o1@20250101T000000Z'])
      expect(await checkpointOfLog(signed(origin), key, by)).toMatchObject({ ok: true, value: { origin, size: 20 } });
  });

  it('counts not where it is of another log, or signed by somebody else', async () => {
    const because = async (whole: string) => checkpointOfLog(whole, key, by);
    expect(await because(signed('annals/house/o2'))).toEqual({ ok: false, because: 'another-log' });
    expect(await because(signed(key.name, aKey(key.name)))).toEqual({ ok: false, because: 'not-signed' });
    expect(await because('hello')).toEqual({ ok: false, because: 'not-a-note' });
    expect(await because(signNote(sha256, 'hello\n', key))).toEqual({ ok: false, because: 'not-a-checkpoint' });
  });
});
