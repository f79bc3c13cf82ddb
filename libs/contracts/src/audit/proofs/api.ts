import { z } from 'zod';
import { id, instant, page, paged } from '../../words';

const size = z.int().min(0);
/** A number of entries, as it stands in an address. */
const askedSize = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ example: 1 });
/** Bytes in base64, with padding. */
const bytes = z.base64();
/** 32 bytes in base64. */
const hash = z
  .base64()
  .length(44)
  .meta({ example: `${'A'.repeat(43)}=` });

export const ProofParams = z.object({ organizationId: id, sequence: z.coerce.number().int().min(1) });

/**
 * A checkpoint that was signed: what the history of the organization was at one moment. `signedNote`
 * (c2sp.org/tlog-checkpoint) is all that counts; the rest says the same.
 */
export const Checkpoint = z
  .object({ number: z.int().min(1), entries: size, root: hash, signedAt: instant, signedNote: z.string() })
  .meta({ id: 'Checkpoint' });

/** Whom who verifies has to trust: the name of the log, and the key as tools of transparency logs take it. */
export const VerifierKey = z
  .object({
    origin: z.string(),
    key: z.string(),
    keyId: z
      .string()
      .regex(/^[0-9a-f]{8}$/)
      .meta({ example: '4f7a02c9' }),
  })
  .meta({ id: 'VerifierKey' });

/** How a history is not as it was: see `HistoryBreak`. */
export const breakKind = z.enum(['changed', 'gone', 'added', 'unreadable', 'not-as-signed']);

/**
 * Where a history is broken. `stored` and `found` are hashes in hexadecimal digits, of the entry or (`not-as-signed`)
 * of the root of the checkpoint: as it was when it was stored, and as it is.
 */
export const HistoryBreak = z
  .object({
    sequence: z.int().min(1),
    kind: breakKind,
    stored: z.string().nullable(),
    found: z.string().nullable(),
    /** The first checkpoint under which the entry is. */
    checkpoint: Checkpoint.nullable(),
    foundAt: instant,
    lastGoodAt: instant.nullable(),
    mendedAt: instant.nullable(),
  })
  .meta({ id: 'HistoryBreak' });

/** Where copies of checkpoints are kept outside, and how that goes. */
export const AnchorHealth = z
  .object({
    name: z.string(),
    kind: z.enum(['file', 'http', 's3']),
    /** Up to which checkpoint of this organization it has them; 0: none yet. */
    number: z.int().min(0),
    keptAt: instant.nullable(),
    /** Since when it takes nothing; null where it does. */
    failingSince: instant.nullable(),
    fault: z.string().nullable(),
  })
  .meta({ id: 'AnchorHealth' });

/** Of breaks that were mended so many are shown. */
export const MOST_MENDED = 5;

/** GET …/proofs: whether the history is unbroken, and how far that is known. */
export const HistoryProofs = z
  .object({
    state: z.enum(['unbroken', 'broken', 'unchecked']),
    entries: size,
    /** Of these, how many are under no checkpoint yet. */
    unsigned: size,
    checkpoints: z.int().min(0),
    /** When what is new was compared with the log; when all of it was. */
    checkedAt: instant.nullable(),
    walkedAt: instant.nullable(),
    latest: Checkpoint.nullable(),
    broken: HistoryBreak.nullable(),
    /** Where it was broken and is not any more, the newest first. */
    mended: z.array(HistoryBreak).max(MOST_MENDED),
    /** Since when this is an installation that was made of a backup: its checkpoints have a name of their own since. */
    restoredAt: instant.nullable(),
    verifier: VerifierKey,
    anchors: z.array(AnchorHealth).max(8),
  })
  .meta({ id: 'HistoryProofs' });

/** GET …/proofs/checkpoints, newest first. */
export const ListCheckpoints = z.strictObject({ ...page });
export const Checkpoints = z.object(paged(Checkpoint)).meta({ id: 'Checkpoints' });

/** GET …/proofs/entries/{sequence}; `size`: under the checkpoint of so many entries, the latest without it. */
export const ReadInclusion = z.strictObject({ size: askedSize.optional() });
export const Inclusion = z
  .object({ index: size, leaf: hash, path: z.array(hash), checkpoint: Checkpoint })
  .meta({ id: 'Inclusion' });

/** GET …/proofs/consistency: that the history of `from` entries is the beginning of that of `to`. */
export const ReadConsistency = z.strictObject({ from: askedSize, to: askedSize });
export const Consistency = z
  .object({ from: size, to: size, fromRoot: hash, toRoot: hash, path: z.array(hash) })
  .meta({ id: 'Consistency' });

/** GET …/proofs/entries: entries as they are stored, the oldest first, for who recomputes the tree. */
export const ListStoredEntries = z.strictObject({
  ...page,
  /** Those behind this one. */
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().meta({ example: 0 }),
});
export const StoredEntry = z
  .object({
    sequence: z.int().min(1),
    id,
    stream: z.string(),
    revision: z.int().min(0),
    type: z.string(),
    data: bytes,
    metadata: bytes,
    /** The hash of the entry when it came into the tree; null where it is not there yet. */
    leaf: hash.nullable(),
  })
  .meta({ id: 'StoredEntry' });
export const StoredEntries = z.object(paged(StoredEntry)).meta({ id: 'StoredEntries' });
