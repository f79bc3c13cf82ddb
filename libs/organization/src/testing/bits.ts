import { peoplesPermissions } from '@annals/contracts';

/** A set of permissions as the bits of one number. */
export type Bits = bigint;

const place = new Map<string, Bits>(peoplesPermissions.map((name, n) => [name, 1n << BigInt(n)]));
export const bitsOf = (names: Iterable<string>): Bits =>
  [...names].reduce((all, name) => all | (place.get(name) ?? 0n), 0n);
export const within = (part: Bits, whole: Bits): boolean => (part & ~whole) === 0n;
