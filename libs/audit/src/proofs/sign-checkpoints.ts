import { plus, type Instant } from '@annals/kernel';
import { checkpointText, nodesOf, rootOf, signNote } from '@annals/proofs';
import { sha256 } from '@annals/vault';
import { logName } from './log-name';
import { inHex } from './of-log';
import type { Kept } from './tree-keeper';

/** A checkpoint comes after so many new entries, or so long after the one before, whatever is first. */
const ENTRIES = 1000;
const LATEST = { seconds: -55 };

type Signing = Pick<Kept, 'vault'>;

/** The root of the tree of the first so many entries, by the subtrees that are kept. */
export async function rootAt({ vault }: Signing, organizationId: string, size: number): Promise<Uint8Array> {
  return rootOf(sha256, await vault.proofTrees.nodes(organizationId, nodesOf({ from: 0, to: size })));
}

/**
 * Signs checkpoints of the histories that have grown. Nothing is signed that contradicts what was signed before: where
 * the tree is not that of the last checkpoint any more, that is noted, and signing ends there until it is again.
 */
export async function signCheckpoints(kept: Signing, now: Instant): Promise<void> {
  const restoredAt = await kept.vault.restores.latest();
  const before = plus(now, LATEST);
  for (const tree of await kept.vault.proofTrees.unsigned({ entries: ENTRIES, before })) {
    const { organizationId, size, signedSize, signedAt } = tree;
    if (!(await goesOn(kept, organizationId, signedSize))) continue;
    const name = logName(kept.vault.checkpointKey.installation, organizationId, restoredAt);
    const isDue = signedAt === undefined || signedAt <= before;
    let signed = signedSize;
    for (const next of sizes(signedSize, size, isDue)) {
      const root = await rootAt(kept, organizationId, next);
      const note = signNote(
        sha256,
        checkpointText({ origin: name, size: next, root }),
        kept.vault.checkpointKey.named(name),
      );
      const checkpoint = { organizationId, size: next, root, note, signedAt: now };
      if (!(await kept.vault.checkpoints.add({ ...checkpoint, signedSize: signed }))) break;
      signed = next;
    }
  }
}

/** After each thousand entries, and at the end where it is time. */
function* sizes(from: number, to: number, isDue: boolean): Generator<number> {
  for (let size = from + ENTRIES; size < to; size += ENTRIES) yield size;
  if (isDue || (to - from) % ENTRIES === 0) yield to;
}

/** Whether the history is known to be whole and still begins with what was signed last. */
async function goesOn(kept: Signing, organizationId: string, signedSize: number): Promise<boolean> {
  const { checkpoints, historyBreaks, proofTrees } = kept.vault;
  if ((await historyBreaks.open(organizationId)) !== undefined) return false;
  const last = await checkpoints.upTo(organizationId, signedSize);
  if (last === undefined) return true;
  const root = await rootAt(kept, organizationId, last.size);
  if (inHex(root) === inHex(last.root)) return true;
  const hashes = { stored: inHex(last.root), found: inHex(root) };
  const { checkedAt } = await proofTrees.walk();
  const found = { sequence: last.size, kind: 'not-as-signed', checkpoint: last.number, ...hashes } as const;
  await historyBreaks.note(organizationId, found, checkedAt);
  return false;
}
