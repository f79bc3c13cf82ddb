import type { Verify } from '@annals/proofs';

/** Browsers sign and check only where nobody can listen: on https, and on this machine. */
export const canCheckSignatures = (): boolean => window.isSecureContext;

/** A copy in memory of its own, as WebCrypto takes it. */
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/** Ed25519 as the browser has it. */
export const verifyEd25519: Verify = async (key, message, signature) => {
  const publicKey = await crypto.subtle.importKey('raw', copied(key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', publicKey, copied(signature), copied(message));
};
