import type { Sha256 } from './bytes';
import { checkpointFrom, type Checkpoint } from './checkpoint';
import { isSigned, noteFrom, type NoteKey, type Verify } from './note';
import { proofFrom } from './tlog-proof';
import { isConsistent, isIncluded } from './tree';

/** Whom a verifier trusts, and how it calculates. */
export interface Trust {
  readonly keys: readonly NoteKey[];
  /** Which log: a checkpoint of another one proves nothing here, whoever signed it. */
  readonly origin: string;
  readonly sha256: Sha256;
  readonly verify: Verify;
}

/** Why something proves nothing. */
export type Untrue =
  | 'not-a-note'
  | 'not-a-checkpoint'
  | 'another-log'
  | 'not-signed'
  | 'not-a-proof'
  | 'not-included'
  | 'not-consistent'
  | 'smaller-than-before';

export type Verified<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly because: Untrue };

const untrue = (because: Untrue): { readonly ok: false; readonly because: Untrue } => ({ ok: false, because });

/** The checkpoint that a signed note says, where it is of this log and a trusted key signed it. */
export async function verifiedCheckpoint(whole: string, trust: Trust): Promise<Verified<Checkpoint>> {
  const note = noteFrom(whole);
  if (!note) return untrue('not-a-note');
  const checkpoint = checkpointFrom(note.text);
  if (!checkpoint) return untrue('not-a-checkpoint');
  if (checkpoint.origin !== trust.origin) return untrue('another-log');
  return (await isSigned(note, trust.keys, trust)) ? { ok: true, value: checkpoint } : untrue('not-signed');
}

/** Whether an entry with this leaf is in the log, by a proof that carries all it needs. */
export async function verifiedInclusion(
  text: string,
  leaf: Uint8Array,
  trust: Trust,
): Promise<Verified<{ readonly index: number; readonly checkpoint: Checkpoint }>> {
  const proof = proofFrom(text);
  if (!proof) return untrue('not-a-proof');
  const checkpoint = await verifiedCheckpoint(proof.checkpoint, trust);
  if (!checkpoint.ok) return checkpoint;
  const { size, root } = checkpoint.value;
  return isIncluded(trust.sha256, { ...proof, size, root, leaf })
    ? { ok: true, value: { index: proof.index, checkpoint: checkpoint.value } }
    : untrue('not-included');
}

/** Whether a log only grew between a checkpoint that somebody kept and one of now. */
export function verifiedGrowth(
  { kept, now, path }: { readonly kept: Checkpoint; readonly now: Checkpoint; readonly path: readonly Uint8Array[] },
  sha256: Sha256,
): Verified<undefined> {
  if (now.size < kept.size) return untrue('smaller-than-before');
  return isConsistent(sha256, { first: kept, second: now, path })
    ? { ok: true, value: undefined }
    : untrue('not-consistent');
}
