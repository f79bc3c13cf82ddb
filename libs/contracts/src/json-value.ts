import { z } from 'zod';

/** How large a value that a program hands over may be, written as JSON in UTF-8. */
export const MOST_JSON_BYTES = 256 * 1024;
const DEEPEST = 100;

const inside = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** Without recursion: what is asked about may be as deep as a body is long. */
function isShallow(value: unknown, deepest: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap(inside);
    if (level.length === 0) return true;
  }
  return false;
}

/** How large a value is, written as JSON in UTF-8. */
export const jsonBytes = (value: unknown): number =>
  new TextEncoder().encode(JSON.stringify([value])).length - '[]'.length;

/** What is nested deeper is more than whoever reads it takes. */
export const shallow = [
  (value: unknown) => isShallow(value, DEEPEST),
  { abort: true, error: `is nested deeper than ${DEEPEST} levels` },
] as const;

/** Any JSON that a program hands over: what it means is between it and the program that reads it. */
export const jsonValue = z
  .unknown()
  .refine(...shallow)
  .refine((value) => jsonBytes(value) <= MOST_JSON_BYTES, 'is larger than 256 KiB');

/** A JSON object with limits of its own. */
export const jsonObject = ({ kib, levels }: { readonly kib: number; readonly levels: number }) =>
  z
    .record(z.string(), z.unknown())
    .refine((value) => isShallow(value, levels), { abort: true, error: `is nested deeper than ${levels} levels` })
    .refine((value) => jsonBytes(value) <= kib * 1024, `is larger than ${kib} KiB`);
