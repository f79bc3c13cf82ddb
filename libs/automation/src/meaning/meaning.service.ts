import { EventStore } from '@annals/eventstore';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import { Vault, VECTORS_AT_ONCE, type Candidate, type Passage } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { KnowledgeDirectory } from '../knowledge/knowledge-directory.service';
import { knowledge, type Source } from '../knowledge/knowledge';
import { EmbeddingsEndpoint, EmbeddingsFailed } from './embeddings.service';
import { MeaningPolicy } from './meaning-policy.port';

interface OneSource {
  readonly organizationId: string;
  readonly sourceId: string;
}
interface Asked {
  readonly organizationId: string;
  readonly question: string;
  readonly limit: number;
}

/** So long a search waits; then it goes by words alone, and for a while so do all. */
const QUESTION_MS = 2_000;
const RESTS_MS = 10_000;
const PASSAGES_MS = 30_000;
/** So many passages are compared with a question: what a workspace holds, and as much again three times. */
const MOST_COMPARED = 5_000;
/** After a failure the next try is so much later, twice as long each time. */
const AGAIN = 10;
const LATEST = 3_600;
const LEASE = { seconds: 120 };

/**
 * What passages are about, by the operator's endpoint, of organizations that allow it. Reading never waits for it, and
 * searching hardly: vectors are filled in afterwards, and where there are none words have to do.
 */
@Injectable()
export class Meaning {
  private restsUntil = 0;

  constructor(
    private readonly vault: Vault,
    private readonly store: EventStore,
    private readonly directory: KnowledgeDirectory,
    private readonly endpoint: EmbeddingsEndpoint,
    private readonly policy: MeaningPolicy,
  ) {}

  /** Where texts would go, and whether they do; null where nobody named a place. */
  async of(organizationId: string) {
    const { named } = this.endpoint;
    return named === undefined ? null : { ...named, isAllowed: await this.policy.mayLeave(organizationId, false) };
  }

  /** Keeps the vectors of what is used, and of nothing else; what has none yet is due. */
  async settle({ organizationId, sourceId }: OneSource, used: Source['used']): Promise<void> {
    const wanted = used && (await this.isWanted(organizationId)) ? used : undefined;
    const due = { organizationId, id: sourceId };
    await this.vault.vectors.keepOnly({ organizationId, sourceId }, wanted?.syncId);
    const missing = wanted && (await this.missing({ organizationId, sourceId }, wanted));
    if (missing === undefined || missing.length === 0) await this.vault.vectorDues.forget(due);
    else await this.vault.vectorDues.keep({ ...due, due: fromMilliseconds(Date.now()) });
  }

  /** What has no vectors of this model is due: once, where a process begins that fills them in. */
  async dueAll(now: Instant): Promise<void> {
    const { named } = this.endpoint;
    if (named === undefined) return;
    for (const { organizationId, sourceId } of await this.vault.vectors.lacking(named.model))
      await this.vault.vectorDues.keep({ organizationId, id: sourceId, due: now });
  }

  /** Fills in what is due. The endpoint failing once is enough: the rest waits, too. */
  async fill(now: Instant, ending: AbortSignal): Promise<void> {
    for (const { organizationId, id, misses = 0 } of await this.vault.vectorDues.by(now, 20)) {
      if (ending.aborted) return;
      const due = { organizationId, id };
      await this.vault.vectorDues.keep({ ...due, due: plus(now, LEASE), misses });
      try {
        await this.fillOne({ organizationId, sourceId: id }, ending);
        if (!ending.aborted) await this.vault.vectorDues.forget(due);
      } catch (error) {
        const seconds = Math.min(LATEST, AGAIN * 2 ** Math.min(misses, 10));
        await this.vault.vectorDues.keep({ ...due, due: plus(now, { seconds }), misses: misses + 1 });
        if (!(error instanceof EmbeddingsFailed)) throw error;
        return;
      }
    }
  }

  /**
   * The passages that are most like a question, of these readings, the first of them before others.
   * @returns undefined where it cannot be said
   */
  async nearest(
    { organizationId, question, limit }: Asked,
    readings: readonly { readonly syncId: string; readonly passages: number }[],
  ): Promise<readonly Candidate[] | undefined> {
    const { named } = this.endpoint;
    if (named === undefined || Date.now() < this.restsUntil) return undefined;
    if (!(await this.policy.mayLeave(organizationId, false))) return undefined;
    try {
      const [vector] = await this.endpoint.vectorsOf([question], QUESTION_MS);
      const syncIds = compared(readings);
      return (
        vector && (await this.vault.vectors.nearest(organizationId, syncIds, { model: named.model, vector, limit }))
      );
    } catch (error) {
      if (!(error instanceof EmbeddingsFailed)) throw error;
      this.restsUntil = Date.now() + RESTS_MS;
      return undefined;
    }
  }

  private async fillOne(one: OneSource, ending: AbortSignal): Promise<void> {
    const { organizationId, sourceId } = one;
    const home = await this.directory.homeOf(one);
    if (home === undefined || this.endpoint.named === undefined) return;
    const { state } = await this.store.state({ stream: knowledge, id: [organizationId, home] }, 0);
    const used = state.sources.get(sourceId)?.used;
    if (used === undefined) return;
    const { model } = this.endpoint.named;
    const reading = { organizationId, sourceId, syncId: used.syncId };
    for (const from of await this.missing(one, used)) {
      if (ending.aborted || !(await this.isWanted(organizationId))) return;
      const passages = await this.vault.passages.some(reading, from, VECTORS_AT_ONCE);
      if (passages.length === 0) return;
      const vectors = await this.endpoint.vectorsOf(passages.map(saidBy), PASSAGES_MS);
      await this.vault.vectors.put(reading, { model, from, vectors });
    }
  }

  private async missing({ organizationId, sourceId }: OneSource, { syncId, passages }: NonNullable<Source['used']>) {
    const { named } = this.endpoint;
    const reading = { organizationId, sourceId, syncId };
    return named === undefined ? [] : this.vault.vectors.missing(reading, named.model, passages);
  }

  private async isWanted(organizationId: string): Promise<boolean> {
    return this.endpoint.named !== undefined && this.policy.mayLeave(organizationId, true);
  }
}

/** What a passage says, below what heading. */
const saidBy = ({ heading, text }: Passage): string => (heading === undefined ? text : `${heading}\n${text}`);

function compared(readings: readonly { readonly syncId: string; readonly passages: number }[]): string[] {
  let room = MOST_COMPARED;
  return readings.flatMap(({ syncId, passages }) => {
    room -= passages;
    return room < 0 ? [] : [syncId];
  });
}
