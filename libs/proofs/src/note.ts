import { bytesOf, fromBase64, joined, same, toBase64, type Sha256 } from './bytes';

/** Signed notes of C2SP (c2sp.org/signed-note) with Ed25519 keys. */

/** A key that somebody trusts: its name, and the 32 bytes of its public half. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** Signs and checks by Ed25519 (RFC 8032): Node, the browser and a fallback for plain HTTP each bring their own. */
export type Sign = (message: Uint8Array) => Uint8Array;
export type Verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array }[];
}

const ED25519 = 1;
const DASH = '\u2014 ';
/** A note is a few lines; one that has more is not read. */
const LONGEST_NOTE = 64 * 1024;
const MOST_SIGNATURES = 64;
const NAME = /^[^\s+\p{Z}]+$/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Which key it was: the first four bytes of SHA-256 of name, newline, type and key. */
export const keyId = (sha256: Sha256, { name, publicKey }: NoteKey): Uint8Array =>
  sha256(joined(bytesOf(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, 4);

/** A key as one line, as other tools of transparency logs take it: `name+id+base64(type, key)`. */
export function keyLine(sha256: Sha256, key: NoteKey): string {
  const id = [...keyId(sha256, key)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${key.name}+${id}+${toBase64(joined(Uint8Array.of(ED25519), key.publicKey))}`;
}

/** The key that a line says, or undefined: not such a line, of another type, or of an id that is not its own. */
export function keyFrom(sha256: Sha256, line: string): NoteKey | undefined {
  const [name = '', , ...rest] = line.trim().split('+');
  const bytes = fromBase64(rest.join('+'));
  if (!NAME.test(name) || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
  const key = { name, publicKey: bytes.slice(1) };
  return keyLine(sha256, key) === line.trim() ? key : undefined;
}

/** Signs a text, which ends with a newline. @returns the whole note */
export function signNote(sha256: Sha256, text: string, { sign, ...key }: NoteKey & { readonly sign: Sign }): string {
  const signature = toBase64(joined(keyId(sha256, key), sign(bytesOf(text))));
  return `${text}\n${DASH}${key.name} ${signature}\n`;
}

function signatureOf(line: string) {
  if (!line.startsWith(DASH)) return undefined;
  const [name = '', base64 = '', ...more] = line.slice(DASH.length).split(' ');
  const bytes = fromBase64(base64);
  if (more.length > 0 || !NAME.test(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** The parts of a note, unverified; undefined where it is none. */
export function noteFrom(whole: string): Note | undefined {
  if (whole.length > LONGEST_NOTE || CONTROL.test(whole) || !whole.endsWith('\n')) return undefined;
  const end = whole.lastIndexOf('\n\n');
  if (end < 1) return undefined;
  const signatures = whole
    .slice(end + 2, -1)
    .split('\n')
    .map(signatureOf);
  if (signatures.length > MOST_SIGNATURES) return undefined;
  const all = signatures.flatMap((each) => each ?? []);
  return all.length === signatures.length ? { text: whole.slice(0, end + 1), signatures: all } : undefined;
}

/**
 * Whether a note is signed by a key that is trusted. Others' signatures are passed over; one that says it is of a
 * trusted key and is not makes the whole note false.
 */
export async function isSigned(
  note: Note,
  keys: readonly NoteKey[],
  { sha256, verify }: { readonly sha256: Sha256; readonly verify: Verify },
): Promise<boolean> {
  let known = 0;
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((each) => each.name === name && same(keyId(sha256, each), id));
    if (!key) continue;
    if (!(await verify(key.publicKey, bytesOf(note.text), signature))) return false;
    known += 1;
  }
  return known > 0;
}
