import { LogDamaged } from '@annals/eventstore';
import type { Instant, Position } from '@annals/kernel';
import { randomUUID } from 'node:crypto';
import type { TreesEnd } from '@annals/vault';
import { LogWalk } from './log-walk';
import { signCheckpoints } from './sign-checkpoints';
import { TreeKeeper, type Kept, type Step } from './tree-keeper';

/** So long new events are taken at one look. */
const GROW_MS = 5_000;
/** Pages of the walk at one look: in between the machine belongs to others. */
const PAGES = 5;
/** So long after one walk over the whole log the next one begins. */
const REST_MS = 10_000;

/**
 * Keeps the trees of all histories, signs checkpoints of them, and compares the log with both: what is new each time,
 * and all of it in turn. One worker does so at a time.
 */
export class HistoryKeeper {
  private readonly holder = randomUUID();
  private readonly trees: TreeKeeper;
  private walk: LogWalk | undefined;
  private walkedAt = -Infinity;
  /** Whether the trees did not end where the log goes on at the last look. */
  private wasTorn = false;

  constructor(private readonly kept: Kept) {
    this.trees = new TreeKeeper(kept);
  }

  /** @throws EventStoreUnavailable: then nothing counts as looked at */
  async look(now: Instant, ending?: AbortSignal): Promise<void> {
    const from = await this.kept.vault.proofTrees.lease(this.holder);
    if (from === undefined) {
      this.walk = undefined;
      return;
    }
    const until = performance.now() + GROW_MS;
    const goesOn = (): boolean => performance.now() < until && ending?.aborted !== true;
    const { outcome, end } = await unlessDamaged(this.grow(from, goesOn), { outcome: 'torn', end: from });
    if (outcome === 'lost') return;
    // A store that only lags has it at the next look.
    if (outcome === 'torn' && this.wasTorn) this.walkedAt = -Infinity;
    this.wasTorn = outcome === 'torn';
    if (outcome !== 'torn') await signCheckpoints(this.kept, now);
    const walked = await this.walkOn(end.position);
    // All of it is as it was but for what is in no history.
    if (outcome === 'torn' && walked === 'whole') await this.trees.takeAsEnd(end);
    if (outcome !== 'torn') await this.kept.vault.proofTrees.checked({ whole: walked !== 'going-on' });
  }

  private async grow(from: TreesEnd, goesOn: () => boolean): Promise<Step> {
    for (let step: Step = { outcome: 'more', end: from }; ;) {
      step = await this.trees.step(step.end);
      if (step.outcome !== 'more' || !goesOn()) return step;
    }
  }

  /** Goes on with the walk over the log. @returns what it came to, where it came to its end: whole, or broken somewhere */
  private async walkOn(upTo: Position): Promise<'going-on' | 'whole' | 'broken'> {
    if (performance.now() - this.walkedAt < REST_MS) return 'going-on';
    const walk = (this.walk ??= await LogWalk.over(this.kept, upTo));
    for (let page = 0; page < PAGES; page += 1) {
      const step = await walk.step();
      if (step === 'more') continue;
      for (const [organizationId, found] of walk.broken) await this.note(organizationId, found);
      await this.kept.vault.historyBreaks.mend([...walk.broken.keys()]);
      this.walk = undefined;
      this.walkedAt = performance.now();
      return walk.broken.size === 0 ? 'whole' : 'broken';
    }
    return 'going-on';
  }

  private async note(organizationId: string, found: Parameters<LogWalk['broken']['set']>[1]): Promise<void> {
    const { checkpoints, historyBreaks, proofTrees } = this.kept.vault;
    const over = await checkpoints.over(organizationId, found.sequence);
    const { walkedAt } = await proofTrees.walk();
    await historyBreaks.note(organizationId, { ...found, checkpoint: over?.number ?? null }, walkedAt);
  }
}

/** Where the store says that the log is damaged, the walk finds where. */
async function unlessDamaged<T>(looking: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof LogDamaged) return otherwise;
    throw error;
  }
}
