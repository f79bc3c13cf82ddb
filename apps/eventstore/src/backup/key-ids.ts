import type { StoredEvent } from '../log/types';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Nothing sealed is without it; looking for bytes is much cheaper than parsing. */
const MARK = '"k"';
const ESCAPED_MARK = '\\"k\\"';

function parsed(json: Buffer | string): unknown {
  try {
    return JSON.parse(json.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // whoever else uses the store writes what they like
    throw error;
  }
}

/** The key of a sealed part `{ k, v }`; undefined for anything else. */
function keyOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('k' in value) || !('v' in value)) return undefined;
  return typeof value.k === 'string' && typeof value.v === 'string' && UUID.test(value.k) ? value.k : undefined;
}

const values = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/**
 * The ids of the keys that an event's sealed parts need: parts of its body, and entries of its metadata, which are JSON
 * in JSON.
 */
export function keyIdsOf({ isJson, data, metadata }: StoredEvent): string[] {
  const parts = isJson && data.includes(MARK) ? values(parsed(data)) : [];
  const entries = metadata.includes(ESCAPED_MARK)
    ? values(parsed(metadata)).map((entry) =>
        typeof entry === 'string' && entry.startsWith('{') ? parsed(entry) : undefined,
      )
    : [];
  return [...parts, ...entries].flatMap((part) => keyOf(part) ?? []);
}
