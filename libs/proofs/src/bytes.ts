/** SHA-256 of some bytes: 32 bytes. Node, the browser and a worker of it each bring their own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** How long a hash is, in bytes. */
export const HASH = 32;

/** These bytes, one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether two hashes are the same. Nothing here is secret: it need not take the same time for both answers. */
export const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

const utf8 = new TextEncoder();

/** The bytes of a text in UTF-8. */
export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** Bytes as standard base64 with padding (RFC 4648 §4). */
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The bytes of a base64 text, or undefined where it is none. One text for the same bytes only: what differs in its
 * padding or its unused bits is refused, so that nobody makes a second valid form of a proof.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const unused = (1 << (2 * padding)) - 1;
  if (padding > 0 && (ALPHABET.indexOf(text.charAt(text.length - padding - 1)) & unused) !== 0) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const DECIMAL = /^(0|[1-9][0-9]{0,14})$/;

/** The number that a decimal says, or undefined: no signs, no leading zeroes, at most 15 digits (below 2^53). */
export const fromDecimal = (text: string): number | undefined => (DECIMAL.test(text) ? Number(text) : undefined);
