import { stopOf, type Permission } from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Erased, fromMilliseconds, plus, Refused, streamName, type Actor, type Instant } from '@annals/kernel';
import { allowedTo, AppGrants, command, heldAt, Memberships, timer, Places, type Tools } from '@annals/platform';
import type { BulkAction, BulkRun } from '@annals/vault';
import { bulk, ofBulk, type Bulk } from '../../bulk/bulk';
import { RetryRunCommand } from '../retry-run/retry-run.handler';
import { StopRun } from '../stop-run/stop-run.controller';
import { completeBulkAction } from './complete-bulk-action';

export const CompleteBulkAction = command('CompleteBulkAction', bulk, ofBulk, completeBulkAction);

const NEEDS: Permission = 'runs:bulk';
/** What each run needs, as it does alone. */
const CONTROLS: Permission = 'runs:control';
/** So long nobody else takes it up; longer than a few runs take. */
const LEASE = { seconds: 30 };
/** A list that no event began: its command has died long ago. */
const BEGUN_WITHIN = { minutes: 15 };
const AT_ONCE = 8;

const clock = () => fromMilliseconds(Date.now());

/** Who acts, and why, as it was said when the action began. */
interface Begun {
  readonly state: Pick<Bulk, 'status' | 'act' | 'askedBy'>;
  readonly context: Omit<CommandContext, 'commandId'>;
}

/** Carries bulk actions out, run by run; each step comes to the same when it is done again by another process. */
class CarryingOut {
  constructor(private readonly tools: Tools) {}

  async all(now: Instant): Promise<number> {
    for (let carried = 0; ; carried += 1) {
      const taken = await this.tools.vault.bulkActions.take(now, plus(now, LEASE));
      if (taken === undefined) return carried;
      const { putAt, ...action } = taken;
      if (await this.hasBegun(action)) await this.one(action);
      else if (plus(putAt, BEGUN_WITHIN) < clock()) await this.tools.vault.bulkActions.forget(action);
    }
  }

  private async hasBegun(action: BulkAction): Promise<boolean> {
    return (await this.state(action)).status !== 'none';
  }

  private async state({ organizationId, bulkId }: BulkAction) {
    return (await this.tools.eventStore.state({ stream: bulk, id: [organizationId, bulkId] }, 0)).state;
  }

  private async one(action: BulkAction): Promise<void> {
    const { bulkActions } = this.tools.vault;
    const context = await this.contextOf(action);
    for (;;) {
      if (await this.standsStill(action)) return;
      const state = await this.state(action);
      if (state.status === 'stopped') await bulkActions.leaveRest(action);
      const next = state.status === 'over' ? [] : await bulkActions.waiting(action, AT_ONCE);
      if (next.length === 0) break;
      await Promise.all(next.map((each) => this.run(action, each, { state, context })));
      await bulkActions.renew(action, plus(clock(), LEASE));
    }
    const counts = (await bulkActions.counts(action.organizationId, [action.bulkId])).get(action.bulkId);
    const { done = 0, refused = 0, left = 0 } = counts ?? {};
    const commandId = uuidV5(action.bulkId, 'completed');
    await this.tools.commands.execute(
      new CompleteBulkAction.Command(
        { ...action, done, refused, left },
        { ...context, commandId, actor: 'system:bulk' },
      ),
    );
    await bulkActions.close(action);
  }

  /** An organization that is paused or frozen goes on later, and so does what is done to its runs. */
  private async standsStill({ organizationId }: BulkAction): Promise<boolean> {
    const { status } = await this.tools.ask(Memberships).standing(organizationId);
    return stopOf({ method: 'POST', access: NEEDS }, status) !== undefined;
  }

  /** @throws what is no refusal: it is taken up again */
  private async run(action: BulkAction, { n, runId }: BulkRun, begun: Begun): Promise<void> {
    const code = await this.refusal(() => this.act({ ...action, runId }, begun));
    const outcome = code === undefined ? 'done' : 'refused';
    await this.tools.vault.bulkActions.note(action, { n, outcome, code });
  }

  private async refusal(act: () => Promise<string | undefined>): Promise<string | undefined> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refused) return String(error.code);
      throw error;
    }
  }

  /** @returns the code of a refusal; or throws it */
  private async act(
    { organizationId, bulkId, runId }: BulkAction & { readonly runId: string },
    { state: { act, askedBy }, context }: Begun,
  ): Promise<string | undefined> {
    if (askedBy && !(await this.may(organizationId, runId, askedBy))) return 'FORBIDDEN';
    const commandId = uuidV5(bulkId, `${act}/${runId}`);
    const issued = { ...context, commandId };
    await this.tools.commands.execute(
      act === 'retry'
        ? new RetryRunCommand({ organizationId, retryOf: runId, runId: uuidV5(commandId, 'run'), askedBy }, issued)
        : new StopRun.Command({ organizationId, runId }, issued),
    );
    return undefined;
  }

  /**
   * Each run is judged as the guard would judge whoever asked, were it this one run: what they have with its bot
   * counts.
   */
  private async may(
    organizationId: string,
    runId: string,
    { personId, membership }: NonNullable<Bulk['askedBy']>,
  ): Promise<boolean> {
    const member = await this.tools.ask(Memberships).ofPerson(organizationId, personId);
    if (member?.membership !== membership) return false;
    const allowed = allowedTo(member, await this.tools.ask(AppGrants).of(organizationId, member));
    const place = await this.tools.ask(Places).run(organizationId, runId);
    return place !== undefined && heldAt(allowed, CONTROLS, place) !== undefined;
  }

  private async contextOf({ organizationId, bulkId }: BulkAction): Promise<Begun['context']> {
    const began = await this.tools.eventStore.eventAt(streamName(bulk.category, organizationId, bulkId), 0);
    if (!began) throw new Error(`The bulk action ${bulkId} does not begin`);
    const { actor, correlationId, reason } = began.meta;
    return {
      actor: actor as Actor,
      correlationId,
      causationId: began.id,
      ...(reason === undefined || reason instanceof Erased ? {} : { reason }),
    };
  }
}

/** W21: takes up what nobody is at, from where it stopped. */
export const carryOutBulkActions = timer({
  name: 'carry-out-bulk-actions',
  everyMs: 1_000,
  does: (tools) => {
    const carrying = new CarryingOut(tools);
    return (now) => carrying.all(now);
  },
});
