import type { NoteKey, Sha256, Sign, Verify } from '@annals/proofs';
import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { subKey } from './sealing';

/** How keys of Ed25519 begin in DER, before their 32 bytes (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

/** SHA-256 as Node has it. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** Ed25519 as Node has it. */
export const verifyEd25519: Verify = (key, message, signature) => {
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC, key]), format: 'der', type: 'spki' });
  return verify(null, message, publicKey, signature);
};

/**
 * What signs checkpoints: a key of Ed25519 that follows from the server key, so that it lies in the secrets file and is
 * backed up with it, and whoever has all of the database can't sign.
 */
export class CheckpointKey {
  readonly publicKey: Uint8Array;
  readonly sign: Sign;

  constructor(serverKey: Buffer) {
    const seed = subKey(serverKey, 'checkpoints').export();
    const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
    this.sign = (message) => sign(null, message, key);
  }

  /** What this installation calls itself in its checkpoints: 16 digits that follow from the key. */
  get installation(): string {
    return Buffer.from(sha256(this.publicKey)).toString('hex').slice(0, 16);
  }

  /** The key under the name of a log. */
  named(name: string): NoteKey & { readonly sign: Sign } {
    return { name, publicKey: this.publicKey, sign: this.sign };
  }
}
