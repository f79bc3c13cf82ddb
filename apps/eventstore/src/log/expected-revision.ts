/** What a writer expects of the stream it appends to. */
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | bigint;

/** What is known of a stream at the moment of the decision. */
export interface StreamFacts {
  /** Last revision, -1 when the stream has no events. */
  readonly last: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  /** Its metadata stream has events. */
  readonly hasMetadata: boolean;
  /** First revision that holds this event id. */
  firstRevisionOf(id: string): number | undefined;
  /** Event id at a revision. */
  idAt(revision: number): string | undefined;
}

export type AppendVerdict =
  | { readonly outcome: 'append' }
  | { readonly outcome: 'idempotent'; readonly revision: number }
  | { readonly outcome: 'wrong-expected-revision' }
  | { readonly outcome: 'stream-deleted' };

const APPEND: AppendVerdict = { outcome: 'append' };
const WRONG: AppendVerdict = { outcome: 'wrong-expected-revision' };
const DELETED: AppendVerdict = { outcome: 'stream-deleted' };

/**
 * Decides about one append, the way EventStoreDB does: event ids make a repeated append an answer instead of a second
 * copy, but only where the expectation leaves room for it (the stream is ahead of what was expected, or anything is
 * accepted).
 */
export function decide(expected: ExpectedRevision, ids: readonly string[], stream: StreamFacts): AppendVerdict {
  if (stream.tombstoned) return DELETED;
  if (expected === 'stream_exists') {
    if (stream.softDeleted) return DELETED;
    if (stream.last === -1 && !stream.hasMetadata) return WRONG;
  }
  if (expected === 'any' || expected === 'stream_exists') return decideByIds(ids, stream);
  const behind = expected === 'no_stream' ? -1 : Number(expected);
  if (behind > stream.last) return WRONG;
  // At the expected revision ids are not looked at: the same ids are stored a second time.
  return behind === stream.last ? APPEND : decideBehind(expected, ids, stream);
}

function decideByIds(ids: readonly string[], stream: StreamFacts): AppendVerdict {
  const [first] = ids;
  if (first === undefined || stream.firstRevisionOf(first) === undefined) return APPEND;
  const revisions = ids.map((id) => stream.firstRevisionOf(id));
  const last = revisions.at(-1);
  return last === undefined || revisions.includes(undefined) ? WRONG : { outcome: 'idempotent', revision: last };
}

function decideBehind(expected: ExpectedRevision, ids: readonly string[], stream: StreamFacts): AppendVerdict {
  const behind = expected === 'no_stream' ? -1 : Number(expected);
  const different = ids.findIndex((id, index) => stream.idAt(behind + 1 + index) !== id);
  if (different === 0 && expected === 'no_stream' && stream.softDeleted) return APPEND;
  return ids.length === 0 || different !== -1 ? WRONG : { outcome: 'idempotent', revision: behind + ids.length };
}
