import { z } from 'zod';

/** How large a value that a program hands over may be, written as JSON in UTF-8. */
export const MOST_JSON_BYTES = 256 * 1024;
const DEEPEST = 100;

const inside = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** Without recursion: what is asked about may be as deep as a body is long. */
function isShallow(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap(inside);
    if (level.length === 0) return true;
  }
  return false;
}

const isSmall = (value: unknown): boolean =>
  new TextEncoder().encode(JSON.stringify([value])).length - '[]'.length <= MOST_JSON_BYTES;

/** Any JSON that a program hands over: what it means is between it and the program that reads it. */
export const jsonValue = z
  .unknown()
  .refine(isShallow, { abort: true, error: `is nested deeper than ${DEEPEST} levels` })
  .refine(isSmall, 'is larger than 256 KiB');
