import { MOST_MENDED, refused, type AnswerOf, type routes } from '@annals/contracts';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import {
  consistencyRanges,
  inclusionRanges,
  keyId,
  keyLine,
  nodesOf,
  proofText,
  rootOf,
  toBase64,
} from '@annals/proofs';
import { sha256, Vault, type FoundBreak, type SignedCheckpoint } from '@annals/vault';
import type { Config } from '@annals/config';
import { CONFIG } from '@annals/platform';
import { cut, placeOf, type Paging } from '@annals/views';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { logName } from './log-name';
import { inHex } from './of-log';

type Audit = typeof routes.audit;
type Inclusion = AnswerOf<Audit['getInclusion']>;
type Range = ReturnType<typeof inclusionRanges>[number];

/** More checkpoints than there are. */
const MOST = 2 ** 31 - 1;
/** What was not looked at for so long is not called unbroken. */
const FRESH = { minutes: -2 };

/** What proves the histories of organizations, as routes answer it. */
@Injectable()
export class Proofs {
  constructor(
    @Inject(Vault) private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Pick<Config, 'anchors'>,
  ) {}

  async verifier(organizationId: string): Promise<AnswerOf<Audit['getVerifierKey']>> {
    const { checkpointKey, restores } = this.vault;
    const origin = logName(checkpointKey.installation, organizationId, await restores.latest());
    const key = checkpointKey.named(origin);
    return { origin, key: keyLine(sha256, key), keyId: inHex(keyId(sha256, key)) };
  }

  async state(organizationId: string): Promise<AnswerOf<Audit['getProofs']>> {
    const { checkpoints, historyBreaks, proofTrees, restores } = this.vault;
    const entries = (await proofTrees.sizes([organizationId])).get(organizationId) ?? 0;
    const latest = await checkpoints.latest(organizationId);
    const broken = await historyBreaks.open(organizationId);
    const { checkedAt = null, walkedAt = null } = await proofTrees.walk();
    return {
      state: broken ? 'broken' : entries > 0 && isFresh(checkedAt) ? 'unbroken' : 'unchecked',
      ...{ entries, unsigned: Math.max(entries - (latest?.size ?? 0), 0), checkpoints: latest?.number ?? 0 },
      ...{ checkedAt, walkedAt, latest: latest ? shown(latest) : null },
      broken: broken ? await this.withCheckpoint(organizationId, broken) : null,
      mended: await Promise.all(
        (await historyBreaks.mended(organizationId, MOST_MENDED)).map((each) =>
          this.withCheckpoint(organizationId, each),
        ),
      ),
      restoredAt: (await restores.latest()) ?? null,
      verifier: await this.verifier(organizationId),
      anchors: await this.anchors(organizationId),
    };
  }

  /** The places that the operator names, with what each has. */
  private async anchors(organizationId: string) {
    const known = new Map((await this.vault.anchors.of(organizationId)).map((each) => [each.name, each]));
    const nothing = { number: 0, keptAt: null, failingSince: null, fault: null };
    return this.config.anchors.map(({ name, kind }) => ({ ...nothing, ...known.get(name), name, kind }));
  }

  /** Newest first. @throws Refused CURSOR_INVALID */
  async list(organizationId: string, { cursor, limit }: Paging): Promise<AnswerOf<Audit['listCheckpoints']>> {
    const [below = MOST] = placeOf(cursor, z.int().min(1).max(MOST)) ?? [];
    const found = await this.vault.checkpoints.list(organizationId, below, limit + 1);
    const { rows, next } = cut(found, limit, ({ number }) => [number]);
    return { items: rows.map(shown), next };
  }

  /** @throws Refused CHECKPOINT_NOT_FOUND */
  async latest(organizationId: string): Promise<AnswerOf<Audit['getLatestCheckpoint']>> {
    const latest = await this.vault.checkpoints.latest(organizationId);
    if (!latest) throw refused('CHECKPOINT_NOT_FOUND');
    return shown(latest);
  }

  /** @throws Refused ENTRY_NOT_FOUND, ENTRY_NOT_SIGNED, CHECKPOINT_NOT_FOUND */
  async inclusion(organizationId: string, sequence: number, size: number | undefined): Promise<Inclusion> {
    const { checkpoints, proofTrees } = this.vault;
    const entries = (await proofTrees.sizes([organizationId])).get(organizationId) ?? 0;
    if (sequence > entries) throw refused('ENTRY_NOT_FOUND');
    const checkpoint =
      size === undefined
        ? await checkpoints.upTo(organizationId, entries)
        : await checkpoints.ofSize(organizationId, size);
    if (!checkpoint && size !== undefined) throw refused('CHECKPOINT_NOT_FOUND');
    if (!checkpoint || checkpoint.size < sequence || checkpoint.size > entries) throw refused('ENTRY_NOT_SIGNED');
    const index = sequence - 1;
    const [leaf = new Uint8Array()] = await proofTrees.nodes(organizationId, [{ level: 0, index }]);
    const path = await this.rootsOf(organizationId, inclusionRanges(index, checkpoint.size));
    return { index, leaf: toBase64(leaf), path: path.map(toBase64), checkpoint: shown(checkpoint) };
  }

  /** The same as a file. @throws Refused as `inclusion` */
  async inclusionFile(organizationId: string, sequence: number, size: number | undefined): Promise<string> {
    const { index, path, checkpoint } = await this.inclusion(organizationId, sequence, size);
    return proofText({
      index,
      path: path.map((hash) => Buffer.from(hash, 'base64')),
      checkpoint: checkpoint.signedNote,
    });
  }

  /** @throws Refused HISTORY_SHORTER, PROOF_RANGE_INVALID */
  async consistency(organizationId: string, from: number, to: number): Promise<AnswerOf<Audit['getConsistency']>> {
    if (from > to) throw refused('PROOF_RANGE_INVALID');
    const entries = (await this.vault.proofTrees.sizes([organizationId])).get(organizationId) ?? 0;
    if (to > entries) throw refused('HISTORY_SHORTER', { entries });
    const [fromRoot, toRoot, ...path] = (
      await this.rootsOf(organizationId, [{ from: 0, to: from }, { from: 0, to }, ...consistencyRanges(from, to)])
    ).map(toBase64);
    return { from, to, fromRoot: fromRoot ?? '', toRoot: toRoot ?? '', path };
  }

  /** The roots of ranges of leaves, by one look at the tree. */
  private async rootsOf(organizationId: string, ranges: readonly Range[]): Promise<readonly Uint8Array[]> {
    const nodes = ranges.map(nodesOf);
    const hashes = [...(await this.vault.proofTrees.nodes(organizationId, nodes.flat()))];
    return nodes.map(({ length }) => rootOf(sha256, hashes.splice(0, length)));
  }

  private async withCheckpoint(organizationId: string, { checkpoint, ...found }: FoundBreak) {
    const over = checkpoint === null ? undefined : await this.vault.checkpoints.numbered(organizationId, checkpoint);
    return { ...found, checkpoint: over ? shown(over) : null };
  }
}

const isFresh = (checkedAt: Instant | null): boolean =>
  checkedAt !== null && checkedAt > plus(fromMilliseconds(Date.now()), FRESH);

/** A checkpoint as routes answer it. */
export const shown = ({ number, size, root, signedAt, note }: SignedCheckpoint) => ({
  ...{ number, entries: size, root: toBase64(root), signedAt, signedNote: note },
});
