import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { random } from './random';

/**
 * A sealed part as it is stored: the key's id, and base64(format ‖ nonce ‖ ciphertext ‖ tag). It describes itself
 * (history.md §2).
 */
export interface Sealed {
  readonly k: string;
  readonly v: string;
}

/** Where something sealed belongs: it opens nowhere else. */
export interface SealingContext {
  readonly eventId: string;
  readonly stream: string;
  /** As it is stored, not what an upcast makes of it. */
  readonly type: string;
  readonly part: SealedPart;
}

/** What is sealed: two parts of an event, and two entries of its metadata. */
export type SealedPart = 'personal' | 'text' | 'reason' | 'origin';

const ALGORITHM = 'aes-256-gcm';
/** The first byte of what is sealed names its form. */
const FORMAT = 1;
const HEAD = 1;
const NONCE = 12;
const TAG = 16;

/** A key of 32 bytes, and how the vault calls it. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Ties the ciphertext to its place and its key: each name of the place, then the key's id, behind its length, so that
 * no two places read alike.
 */
function bound(place: readonly string[], keyId: string): Buffer {
  return Buffer.concat(
    [...place, keyId].flatMap((text) => {
      const bytes = Buffer.from(text, 'utf8');
      const length = Buffer.allocUnsafe(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

const prepared = new WeakMap<Buffer, KeyObject>();

/**
 * Node checks raw key bytes anew at every use, which costs five times the encryption: a key that is used again is
 * prepared once.
 */
function keyObject(key: Buffer): KeyObject {
  const known = prepared.get(key) ?? createSecretKey(key);
  prepared.set(key, known);
  return known;
}

/**
 * Seals bytes (a text as UTF-8) in a place: format ‖ nonce ‖ ciphertext ‖ tag. The nonce is random, never derived: the
 * same value never looks the same twice.
 */
export function sealBytes({ id, key }: SealingKey, place: readonly string[], plain: Buffer | string): Buffer {
  const nonce = random(NONCE);
  const cipher = createCipheriv(ALGORITHM, keyObject(key), nonce, { authTagLength: TAG });
  cipher.setAAD(bound(place, id));
  const sealed = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  return Buffer.concat([Buffer.of(FORMAT), nonce, sealed, cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealBytes` made. @throws when key, place or a single bit is another one, or the form is none of today's */
export function unsealBytes({ id, key }: SealingKey, place: readonly string[], bytes: Buffer): Buffer {
  if (bytes.length < HEAD + NONCE + TAG) throw new Error('the sealed part is cut short');
  if (bytes[0] !== FORMAT)
    throw new Error(
      `it is sealed in another form than ${FORMAT}: that of a version before 1.0.0, which this one no longer reads, or of a later one`,
    );
  const nonce = bytes.subarray(HEAD, HEAD + NONCE);
  const decipher = createDecipheriv(ALGORITHM, keyObject(key), nonce, { authTagLength: TAG });
  decipher.setAAD(bound(place, id));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD + NONCE, bytes.length - TAG)), decipher.final()]);
  } catch (cause) {
    throw new Error(
      'it was changed, or moved here from another event, stream, type or part, or sealed by a version before 1.0.0',
      { cause },
    );
  }
}

const placeOf = ({ eventId, stream, type, part }: SealingContext): readonly string[] => [eventId, stream, type, part];

/** Seals a JSON value under a key of 32 bytes. */
export function seal(key: SealingKey, place: SealingContext, value: unknown): Sealed {
  return { k: key.id, v: sealBytes(key, placeOf(place), JSON.stringify(value)).toString('base64') };
}

/** Opens what `seal` made. @throws as `unsealBytes` does */
export function unseal(key: Buffer, place: SealingContext, { k, v }: Sealed): unknown {
  const plain = unsealBytes({ id: k, key }, placeOf(place), Buffer.from(v, 'base64'));
  return JSON.parse(plain.toString('utf8')) as unknown;
}

/** Whether a stored value has the form of a sealed part. */
export function isSealed(value: unknown): value is Sealed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'k' in value &&
    typeof value.k === 'string' &&
    'v' in value &&
    typeof value.v === 'string'
  );
}
