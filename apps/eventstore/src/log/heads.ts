import { LRUCache } from 'lru-cache';
import type { ClientBase, Pool } from 'pg';
import { UNKNOWN_FAMILY, withMetadata, type Family } from './family';
import { KnownNames } from './known-names';
import { prepared } from './rows';
import { metastreamOf } from './types';

const LOOKUP = `SELECT n.i, s.id, h.revision, h.is_json, CASE WHEN n.meta THEN h.data END
FROM unnest($1::text[], $2::boolean[]) WITH ORDINALITY AS n(name, meta, i)
JOIN eventstore.streams s ON s.digest = sha256(convert_to(n.name, 'UTF8'))
JOIN LATERAL (SELECT revision, is_json, data FROM eventstore.events e
  WHERE e.stream_id = s.id AND e.position <= $3 ORDER BY revision DESC LIMIT 1) h ON true`;

type HeadRow = [index: number, id: number, revision: number, isJson: boolean, data: Buffer | null];

/**
 * Reads the state of families from the tables.
 * @param names family names (the stream itself, never its metadata stream)
 * @param upTo position that counts as the end of the log
 */
export async function loadFamilies(client: ClientBase | Pool, names: readonly string[], upTo: number): Promise<Map<string, Family>> {
  const families = new Map<string, Family>(names.map((name) => [name, UNKNOWN_FAMILY]));
  const wanted = names.flatMap((name) => [{ family: name, name, meta: false }, { family: name, name: metastreamOf(name), meta: true }]);
  const { rows } = await client.query<HeadRow>(prepared('load-families', LOOKUP, [wanted.map(({ name }) => name), wanted.map(({ meta }) => meta), upTo]));
  for (const [index, id, last, isJson, data] of rows) {
    const found = wanted[index - 1];
    if (found === undefined) continue;
    const before = families.get(found.family) ?? UNKNOWN_FAMILY;
    families.set(found.family, found.meta ? withMetadata(before, { id, last }, { isJson, data: data ?? Buffer.alloc(0) }) : { ...before, stream: { id, last } });
  }
  return families;
}

/** Most recently used families. Only the writer fills it, always with what is committed and published. */
export class Heads {
  readonly names = new KnownNames();
  private readonly cache = new LRUCache<string, Family>({ max: 20_000 });

  /** Undefined: look into the tables. */
  get(name: string): Family | undefined {
    return this.cache.get(name) ?? (this.names.mayHaveFamily(name) ? undefined : UNKNOWN_FAMILY);
  }

  set(name: string, family: Family): void {
    this.cache.set(name, family);
  }

  clear(): void {
    this.cache.clear();
    this.names.forget();
  }
}
