import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { random } from './random';

/** A sealed part as it is stored: the key's id, and base64(nonce ‖ ciphertext ‖ tag). It describes itself (history.md §2). */
export interface Sealed {
  readonly k: string;
  readonly v: string;
}

/** What is sealed: two parts of an event, and two entries of its metadata. */
export type SealedPart = 'personal' | 'text' | 'reason' | 'origin';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Ties the ciphertext to its event, its part and its key: moved elsewhere, it doesn't open. */
const bound = (eventId: string, part: SealedPart, keyId: string) => Buffer.from(eventId + part + keyId, 'utf8');

const prepared = new WeakMap<Buffer, KeyObject>();

/** Node checks raw key bytes anew at every use, which costs five times the encryption: a key that is used again is prepared once. */
function keyObject(key: Buffer): KeyObject {
  const known = prepared.get(key) ?? createSecretKey(key);
  prepared.set(key, known);
  return known;
}

/** Seals a JSON value under a key of 32 bytes. The nonce is random, never derived: the same value never looks the same twice. */
export function seal(key: { readonly id: string; readonly key: Buffer }, place: { readonly eventId: string; readonly part: SealedPart }, value: unknown): Sealed {
  const nonce = random(NONCE);
  const cipher = createCipheriv(ALGORITHM, keyObject(key.key), nonce, { authTagLength: TAG });
  cipher.setAAD(bound(place.eventId, place.part, key.id));
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { k: key.id, v: sealed.toString('base64') };
}

/** Opens what `seal` made. @throws when key, event, part or a single bit is another one */
export function unseal(key: Buffer, place: { readonly eventId: string; readonly part: SealedPart }, sealed: Sealed): unknown {
  const bytes = Buffer.from(sealed.v, 'base64');
  if (bytes.length < NONCE + TAG) throw new Error('The sealed part is cut short');
  const decipher = createDecipheriv(ALGORITHM, keyObject(key), bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(bound(place.eventId, place.part, sealed.k));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  const plain = decipher.update(bytes.subarray(NONCE, bytes.length - TAG), undefined, 'utf8') + decipher.final('utf8');
  return JSON.parse(plain) as unknown;
}

/** Whether a stored value has the form of a sealed part. */
export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'k' in value && typeof value.k === 'string' && 'v' in value && typeof value.v === 'string';
}
