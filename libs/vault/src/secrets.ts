import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { subKey } from './sealing';

const GENERATION = /^[1-9]\d{0,8}$/;

/**
 * Secrets that people are shown once or get by mail (history.md §4): made from the server key whenever they are needed,
 * never stored. The same purpose, id and generation give the same secret; a higher generation makes those before it
 * worthless to whoever compares it.
 */
export class Secrets {
  private readonly minting: KeyObject;
  private readonly hashing: KeyObject;

  constructor(serverKey: Buffer) {
    this.minting = subKey(serverKey, 'mint');
    this.hashing = subKey(serverKey, 'hmac');
  }

  /** `id.generation.mac`, safe in a URL; 256 bits of it cannot be guessed. `id` may not be empty. */
  mint(purpose: string, id: string, generation: number): string {
    if (id === '' || !GENERATION.test(String(generation)))
      throw new Error(`No secret can be minted for generation ${generation} of "${id}"`);
    return `${id}.${generation}.${this.mac(purpose, id, generation)}`;
  }

  /**
   * What a token was minted for, or undefined for anything that this server did not mint for this purpose. Takes the
   * same time either way.
   */
  read(purpose: string, token: string): { id: string; generation: number } | undefined {
    const last = token.lastIndexOf('.');
    const cut = token.lastIndexOf('.', last - 1);
    const id = token.slice(0, Math.max(cut, 0));
    const generation = token.slice(cut + 1, Math.max(last, 0));
    if (id === '' || !GENERATION.test(generation)) return undefined;
    const claimed = Buffer.from(token.slice(last + 1));
    const expected = Buffer.from(this.mac(purpose, id, Number(generation)));
    if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
    return { id, generation: Number(generation) };
  }

  /** A keyed digest, hex: equal values give equal digests, and nobody without the server key can try values out. */
  hmac(purpose: string, value: string): string {
    return createHmac('sha256', this.hashing).update(`${purpose.length}:${purpose}:${value}`).digest('hex');
  }

  private mac(purpose: string, id: string, generation: number): string {
    return createHmac('sha256', this.minting)
      .update(`${purpose.length}:${purpose}:${id.length}:${id}:${generation}`)
      .digest('base64url');
  }
}
