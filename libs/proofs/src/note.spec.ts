import { checkpointFrom, checkpointText } from './checkpoint';
import { isSigned, keyFrom, keyLine, noteFrom, signNote } from './note';
import { aKey, ed25519, sha256 } from './testing/node-crypto';
import { proofFrom, proofText } from './tlog-proof';
import { verifiedCheckpoint, verifiedGrowth, verifiedInclusion } from './verify';

const by = { sha256, verify: ed25519 };
/** The example that tools of transparency logs share. */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const ANSWER =
  'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
    '’',
    "'",
  ) + '\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const leaf = sha256(Buffer.from('a leaf'));
const key = aKey('annals.example/o1');
const trust = { ...by, keys: [key], origin: key.name };
const text = checkpointText({ origin: key.name, size: 1, root: leaf });
const signed = signNote(sha256, text, key);

describe('signed notes', () => {
  it('of others are read and verified', async () => {
    const [neumann, note] = [keyFrom(sha256, NEUMANN)!, noteFrom(ANSWER)!];
    expect(keyLine(sha256, neumann)).toBe(NEUMANN);
    expect(await isSigned(note, [neumann], by)).toBe(true);
    expect(await isSigned({ ...note, text: note.text.replace('is', 'was') }, [neumann], by)).toBe(false);
  });

  it('are signed by one who is trusted; other signatures are passed over', async () => {
    const both = signed + signNote(sha256, text, aKey('elsewhere')).split('\n\n')[1]!;
    expect(await isSigned(noteFrom(both)!, [key], by)).toBe(true);
    expect(await isSigned(noteFrom(both)!, [aKey(key.name)], by)).toBe(false);
    expect(await isSigned(noteFrom(both)!, [], by)).toBe(false);
  });

  it('are false as a whole where a signature says it is of a trusted key and is not', async () => {
    const [body, line = ''] = signed.split('\n\n');
    const broken = line.replace(/.{3}=\n$/, 'AAA=\n');
    expect(broken).not.toBe(line);
    expect(await isSigned(noteFrom(`${body}\n\n${line}${broken}`)!, [key], by)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a text without a signature', 'a\nb\n'],
    ['an empty text', '\n\n— a AAAAAAAA\n'.slice(1)],
    ['a signature that is no base64', 'a\n\n— a !!\n'],
    ['a signature without a name', 'a\n\n—  AAAAAAAA\n'],
    ['a signature of three bytes', 'a\n\n— a AAAA\n'],
    ['a hyphen for a dash', 'a\n\n- a AAAAAAAA\n'],
    ['a control character', 'a\r\n\n— a AAAAAAAA\n'],
    ['no newline at the end', 'a\n\n— a AAAAAAAA'],
    ['a hundred signatures', `a\n\n${'— a AAAAAAAA\n'.repeat(100)}`],
    ['a megabyte', `${'a'.repeat(1_000_000)}\n\n— a AAAAAAAA\n`],
  ])('are not %s', (_what, whole) => {
    expect(noteFrom(whole)).toBeUndefined();
  });

  it.each([
    ['another id', NEUMANN.replace('c74f20a3', 'c74f20a4')],
    ['another type', NEUMANN.replace('+AR', '+Ax')],
    ['a name with a space', NEUMANN.replace('PeterNeumann', 'Peter Neumann')],
    ['a part missing', 'PeterNeumann+c74f20a3'],
    ['nothing', ''],
  ])('have no key with %s', (_what, line) => {
    expect(keyFrom(sha256, line)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  it('are what they were made of', () => {
    expect(checkpointFrom(text)).toEqual({ origin: key.name, size: 1, root: leaf });
  });

  it('may have lines after theirs', () => {
    expect(checkpointFrom(`${text}more\n`)?.size).toBe(1);
  });

  it.each([
    ['a size with a zero before it', text.replace('\n1\n', '\n01\n')],
    ['a size below nothing', text.replace('\n1\n', '\n-1\n')],
    ['a size beyond counting', text.replace('\n1\n', '\n99999999999999999999\n')],
    ['a root of 12 bytes', text.replace(/\n[^\n]+\n$/, '\nAAAAAAAAAAAAAAAA\n')],
    ['a root whose last bits are used twice', text.replace(/.=\n$/, '/=\n')],
    ['no origin', `\n1\n`],
    ['an empty line', `${text}\n`],
    ['no newline at the end', text.slice(0, -1)],
  ])('are none with %s', (_what, other) => {
    expect(checkpointFrom(other)).toBeUndefined();
  });

  it('count where they are of this log and signed by who is trusted', async () => {
    expect(await verifiedCheckpoint(signed, trust)).toEqual({ ok: true, value: checkpointFrom(text) });
    const because = async (whole: string, of = trust) => verifiedCheckpoint(whole, of);
    expect(await because('nothing')).toEqual({ ok: false, because: 'not-a-note' });
    expect(await because(signNote(sha256, 'hello\n', key))).toEqual({ ok: false, because: 'not-a-checkpoint' });
    expect(await because(signed, { ...trust, origin: 'annals.example/o2' })).toEqual({
      ok: false,
      because: 'another-log',
    });
    expect(await because(signed.replace('\n1\n', '\n2\n'))).toEqual({ ok: false, because: 'not-signed' });
  });
});

describe('a proof as a text', () => {
  const proof = { index: 0, path: [], checkpoint: signed };

  it('holds for its leaf and no other', async () => {
    const told = await verifiedInclusion(proofText(proof), leaf, trust);
    expect(told).toEqual({ ok: true, value: { index: 0, checkpoint: checkpointFrom(text) } });
    const other = await verifiedInclusion(proofText(proof), sha256(leaf), trust);
    expect(other).toEqual({ ok: false, because: 'not-included' });
  });

  it('is what it was made of, with what goes along', () => {
    const whole = { index: 73_894, path: [leaf, sha256(leaf)], checkpoint: signed, extra: Buffer.from('salt') };
    expect(proofFrom(proofText(whole))).toEqual({ ...whole, extra: new Uint8Array(whole.extra) });
    expect(proofFrom(proofText({ ...whole, path: [] }))?.path).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['another first line', proofText(proof).replace('@v1', '@v2')],
    ['no index', proofText(proof).replace('index 0\n', '')],
    ['an index with a zero before it', proofText(proof).replace('index 0', 'index 00')],
    ['extra that is no base64', proofText({ ...proof, extra: leaf }).replace('extra ', 'extra !')],
    ['extra after the index', proofText(proof).replace('index 0', 'index 0\nextra AAAA')],
    ['a hash that is too short', proofText(proof).replace('index 0', 'index 0\nAAAA')],
    ['a hundred hashes', proofText({ ...proof, path: Array.from({ length: 100 }, () => leaf) })],
    ['no checkpoint', proofText(proof).split('\n\n')[0]!],
  ])('is none with %s', async (_what, other) => {
    expect(proofFrom(other)).toBeUndefined();
    expect(await verifiedInclusion(other, leaf, trust)).toEqual({ ok: false, because: 'not-a-proof' });
  });

  it('proves nothing by the checkpoint of another log', async () => {
    const told = await verifiedInclusion(proofText(proof), leaf, { ...trust, origin: 'annals.example/o2' });
    expect(told).toEqual({ ok: false, because: 'another-log' });
  });
});

describe('a log that somebody looks at again', () => {
  const kept = checkpointFrom(text)!;

  it('only grew, or did not', () => {
    expect(verifiedGrowth({ kept, now: kept, path: [] }, sha256)).toEqual({ ok: true, value: undefined });
    const now = { ...kept, root: sha256(leaf) };
    expect(verifiedGrowth({ kept, now, path: [] }, sha256)).toEqual({ ok: false, because: 'not-consistent' });
  });

  it('that is smaller than before was rolled back', () => {
    const now = { ...kept, size: 0 };
    expect(verifiedGrowth({ kept, now, path: [] }, sha256)).toEqual({ ok: false, because: 'smaller-than-before' });
  });
});
