import { randomFillSync } from 'node:crypto';

const POOL = 8192;
let pool = Buffer.alloc(0);

/**
 * Random bytes of the operating system, fetched in bulk: one call for each salt and nonce would cost more than the
 * sealing. Never handed out twice.
 */
export function random(length: number): Buffer {
  if (pool.length < length) pool = randomFillSync(Buffer.alloc(POOL));
  const bytes = pool.subarray(0, length);
  pool = pool.subarray(length);
  return bytes;
}
