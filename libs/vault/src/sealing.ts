import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/**
 * A key for one purpose, derived from a master key, so that no two purposes share one. Prepared once: raw bytes cost
 * Node a check at every use.
 */
export function subKey(master: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `annals/${purpose}`, 32)));
}

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag. `about` is bound to it: it opens nowhere else. */
export function encrypt(key: KeyObject, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws an Error when the key or `about` is another one, or a byte was changed */
export function decrypt(key: KeyObject, sealed: Buffer, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

/** Seals what the vault itself keeps, under a key that is not in Postgres. */
export interface Sealer {
  seal(plain: string, about: string): Buffer;
  open(sealed: Buffer, about: string): string;
}

/** A sealer of texts under one key. */
export function sealer(key: KeyObject): Sealer {
  return {
    seal: (plain, about) => encrypt(key, Buffer.from(plain), about),
    open: (sealed, about) => decrypt(key, sealed, about).toString(),
  };
}
