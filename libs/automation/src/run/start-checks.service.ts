import { MOST_QUEUED, runRefusal, standsStill, stopOf, type Permission, type RunRefusal } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { Memberships } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import type { Owner } from '../fleet/fleet';
import type { FoundBot } from '../fleet/fleet-directory.service';
import { Workspaces } from '../fleet/workspaces.port';
import { Allowances, type RunToBegin } from './allowances.port';
import { MayStart } from './may-start.service';

/** A run that is about to be asked for or to begin, with its bot as it is this moment. */
export interface Beginning {
  readonly organizationId: string;
  readonly runId: string;
  readonly bot: FoundBot;
  /** Who asked, where that was a person or their key. */
  readonly askedBy: Owner | undefined;
}

const STARTS: Permission = 'runs:start';

/** What stands still goes on later: a run that waits waits on, instead of being refused. */
const passing: readonly string[] = [...standsStill, 'EMERGENCY_STOPPED'] satisfies RunRefusal[];
export const passes = (code: string): boolean => passing.includes(code);

/** What is asked before a run begins, in this order; the first that says no is what the run came to (domain §4.9). */
@Injectable()
export class StartChecks {
  /**
   * How many of a bot run at the same time is no reason to refuse: the queue gives the next one out when there is room.
   */
  private readonly inOrder: readonly ((run: Beginning) => Promise<RunRefusal | undefined>)[] = [
    (run) => this.organization(run),
    async ({ bot }) => (bot.stopped ? 'EMERGENCY_STOPPED' : undefined),
    async ({ bot }) => (bot.enabled ? undefined : 'BOT_DISABLED'),
    (run) => this.person(run),
    (run) => this.runAs(run),
    (run) => this.workspace(run),
    ({ organizationId, runId, bot: { botId, workspaceId } }) =>
      this.allowances.stops({ organizationId, runId, botId, workspaceId } satisfies RunToBegin),
  ];

  constructor(
    private readonly memberships: Memberships,
    private readonly mayStart: MayStart,
    private readonly workspaces: Workspaces,
    private readonly allowances: Allowances,
    private readonly vault: Vault,
  ) {}

  /** Why it may not even be asked for: then also where as many of its bot wait as may. */
  async firstThatRefuses(run: Beginning): Promise<RunRefusal | undefined> {
    const stops = await this.firstThatStops(run);
    if (stops !== undefined) return stops;
    const { organizationId, bot } = run;
    return (await this.vault.runQueue.isFull({ organizationId, botId: bot.botId }, MOST_QUEUED))
      ? 'QUEUE_FULL'
      : undefined;
  }

  /** Why it may not begin; undefined where it may. */
  async firstThatStops(run: Beginning): Promise<RunRefusal | undefined> {
    for (const stops of this.inOrder) {
      const code = await stops(run);
      if (code !== undefined) return code;
    }
    return undefined;
  }

  /** As the wall of the organization's status says it (A17), for runs that no request of this moment asks for. */
  async organization({ organizationId }: Pick<Beginning, 'organizationId'>): Promise<RunRefusal | undefined> {
    const { status } = await this.memberships.standing(organizationId);
    return runRefusal.safeParse(stopOf({ method: 'POST', access: STARTS }, status)).data;
  }

  /**
   * W4: nothing runs on for somebody who has gone since, or may not start it any more. A no is never given from what is
   * cached.
   */
  private async person({ organizationId, bot, askedBy }: Beginning): Promise<RunRefusal | undefined> {
    return askedBy === undefined || (await this.mayStart.of(organizationId, askedBy, bot)) === 'yes'
      ? undefined
      : 'FORBIDDEN';
  }

  /** Whoever asks, and also where a trigger does: whom a bot runs as has to be there, and able to start it (W4). */
  private async runAs({ organizationId, bot }: Beginning): Promise<RunRefusal | undefined> {
    if (bot.runAs === undefined) return undefined;
    const starts = await this.mayStart.of(organizationId, bot.runAs, bot);
    if (starts === 'yes') return undefined;
    return starts === 'no' ? 'RUN_AS_MAY_NOT_START' : 'RUN_AS_NOT_MEMBER';
  }

  private async workspace({ organizationId, bot }: Beginning): Promise<RunRefusal | undefined> {
    try {
      await this.workspaces.mustBeActive(organizationId, bot.workspaceId, bot.since);
      return undefined;
    } catch (error) {
      if (error instanceof Refused && error.code === 'WORKSPACE_ARCHIVED') return 'WORKSPACE_ARCHIVED';
      throw error;
    }
  }
}
