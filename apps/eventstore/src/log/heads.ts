import { LRUCache } from 'lru-cache';
import type { ClientBase } from 'pg';
import { checkedEvent } from './damage';
import { UNKNOWN_FAMILY, withMetadata, type Family } from './family';
import { KnownNames } from './known-names';
import { prepared } from './rows';
import { streamKey } from './stream-key';
import { areStreamsDamaged, notFoundByName } from './stream-names';
import { familyName, metastreamOf } from './types';

const LOOKUP = `SELECT n.i, f.stream_id, h.revision, h.checksum, h.frame
FROM unnest($1::bytea[]) WITH ORDINALITY AS n(key, i)
JOIN eventstore.events f ON f.stream_key = n.key
JOIN LATERAL (SELECT revision, checksum, frame FROM eventstore.events e
  WHERE e.stream_id = f.stream_id AND e.position <= $2 ORDER BY revision DESC LIMIT 1) h ON true`;

type HeadRow = [index: number, id: number, revision: number, checksum: number, frame: Buffer];

/** @param names family names (the stream itself, never its metadata stream) */
async function loadFamilies(client: ClientBase, names: readonly string[], upTo: number): Promise<Map<string, Family>> {
  const families = new Map<string, Family>(names.map((name) => [name, UNKNOWN_FAMILY]));
  const wanted = names.flatMap((name) => [
    { family: name, name },
    { family: name, name: metastreamOf(name) },
  ]);
  const { rows } = await client.query<HeadRow>(
    prepared('load-families', LOOKUP, [wanted.map(({ name }) => streamKey(name)), upTo]),
  );
  for (const [index, id, revision, checksum, frame] of rows) {
    const found = wanted[index - 1];
    if (found === undefined) continue;
    const head = checkedEvent(frame, checksum, { stream: found.name, revision });
    const before = families.get(found.family) ?? UNKNOWN_FAMILY;
    const state = { id, last: head.revision };
    families.set(
      found.family,
      found.name === found.family ? { ...before, stream: state } : withMetadata(before, state, head),
    );
  }
  return families;
}

/** Names of the streams of families that are not there. */
function namesNotIn(families: ReadonlyMap<string, Family>): ReadonlySet<string> {
  const states = [...families].flatMap(([name, { stream, metastream }]) => [
    { name, state: stream },
    { name: metastreamOf(name), state: metastream },
  ]);
  return new Set(states.filter(({ state }) => state.id === 0).map(({ name }) => name));
}

/** Most recently used families. Only the writer fills it, always with what is committed and published. */
export class Heads {
  readonly names = new KnownNames();
  private readonly cache = new LRUCache<string, Family>({ max: 20_000 });
  /** It was found out that some streams are not found by their names. */
  private areDamaged = false;

  /** Undefined: look into the tables. */
  get(name: string): Family | undefined {
    return this.cache.get(name) ?? (this.names.mayHaveFamily(name) ? undefined : UNKNOWN_FAMILY);
  }

  /**
   * State of the families that these streams belong to, from memory or from the tables as they are up to a position.
   * @throws DamagedLog
   */
  async find(client: ClientBase, streams: readonly string[], upTo: number): Promise<Map<string, Family>> {
    const families = new Map<string, Family>();
    const missing = new Set<string>();
    for (const stream of streams) {
      const name = familyName(stream);
      if (families.has(name)) continue;
      const family = this.get(name);
      if (family === undefined) missing.add(name);
      else families.set(name, family);
    }
    if (missing.size > 0)
      for (const [name, family] of await this.load(client, [...missing], upTo)) families.set(name, family);
    return families;
  }

  /**
   * Reads the state of families from the tables, as they are up to a position that is published.
   * @param names family names (the stream itself, never its metadata stream)
   * @throws DamagedLog, also when a stream was there and is not found any more
   */
  async load(client: ClientBase, names: readonly string[], upTo: number): Promise<Map<string, Family>> {
    const known = names.flatMap((name) => [name, metastreamOf(name)]).filter((name) => this.names.has(name));
    const families = await loadFamilies(client, names, upTo);
    const missing = namesNotIn(families);
    const lost = known.find((name) => missing.has(name));
    // Another name may have its hash, or it begins right now: then nothing is wrong with the streams.
    if (lost !== undefined && (this.areDamaged ||= await areStreamsDamaged(client))) throw notFoundByName(lost);
    return families;
  }

  set(name: string, family: Family): void {
    this.cache.set(name, family);
  }

  clear(): void {
    this.cache.clear();
    this.names.forget();
    this.areDamaged = false;
  }
}
