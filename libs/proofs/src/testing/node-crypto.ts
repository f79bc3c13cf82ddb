import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Sign, Verify } from '../note';

/** SHA-256 and Ed25519 as Node has them. */
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export const ed25519: Verify = (key, message, signature) =>
  verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' }), signature);

/** A new pair of keys with this name. */
export function aKey(name: string): { readonly name: string; readonly publicKey: Uint8Array; readonly sign: Sign } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    name,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    sign: (message) => sign(null, message, privateKey),
  };
}
