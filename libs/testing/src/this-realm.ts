import { types } from 'node:util';

/**
 * What Node itself made (by `node:v8`) as if the spec had made it: Jest gives every spec an `Object` and a `Map` of its
 * own, so that equal values of both are none to `toStrictEqual`.
 */
export function ofThisRealm(value: unknown): unknown {
  if (types.isMap(value))
    return new Map([...value].map(([key, each]: [unknown, unknown]) => [ofThisRealm(key), ofThisRealm(each)]));
  if (types.isSet(value)) return new Set([...value].map(ofThisRealm));
  if (Array.isArray(value)) return Array.from(value, ofThisRealm);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, ofThisRealm(each)]));
}
