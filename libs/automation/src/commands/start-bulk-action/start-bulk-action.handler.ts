import {
  BULK_ACTIONS_AT_ONCE,
  PREVIEW_HOLDS,
  refused,
  type BulkAct,
  type BulkActionPreview,
  type BulkEvent,
  type BulkFilter,
} from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { fromMilliseconds, plus } from '@annals/kernel';
import type { QueryContext } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import { bulk } from '../../bulk/bulk';
import { isTokenFor, tokenFor } from '../../bulk/preview-token.service';
import { SelectRuns } from '../../bulk/select-runs.port';
import type { Owner } from '../../fleet/fleet';
import { startBulkAction } from './start-bulk-action';

interface Asked {
  readonly organizationId: string;
  readonly act: BulkAct;
  readonly filter: BulkFilter;
}

const clock = () => fromMilliseconds(Date.now());

export class PreviewBulkActionCommand extends Command<z.input<typeof BulkActionPreview>> {
  constructor(
    readonly body: Asked,
    readonly reads: QueryContext,
  ) {
    super();
  }
}

/** Says what would be done. Nothing is stored: the token stands for it. */
@CommandHandler(PreviewBulkActionCommand)
export class PreviewBulkActionHandler implements ICommandHandler<PreviewBulkActionCommand> {
  constructor(
    private readonly queries: QueryBus,
    private readonly vault: Vault,
  ) {}

  async execute({ body, reads }: PreviewBulkActionCommand): Promise<z.input<typeof BulkActionPreview>> {
    const selection = await this.queries.execute(new SelectRuns(body, reads));
    const holdsUntil = plus(clock(), PREVIEW_HOLDS);
    const { matching, runIds, leftOut } = selection;
    return {
      token: tokenFor(this.vault, { ...body, selection }, holdsUntil),
      holdsUntil,
      matching,
      runs: runIds.length,
      leftOut: [...leftOut],
    };
  }
}

export class StartBulkActionCommand extends Command<Decided<BulkEvent>> {
  constructor(
    readonly body: Asked & { readonly token: string; readonly bulkId: string; readonly askedBy: Owner | undefined },
    readonly context: CommandContext,
    readonly reads: QueryContext,
  ) {
    super();
  }
}

/** Looks once more, puts the list into the vault, and begins: whoever carries it out goes by that list. */
@CommandHandler(StartBulkActionCommand)
export class StartBulkActionHandler implements ICommandHandler<StartBulkActionCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly queries: QueryBus,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context, reads }: StartBulkActionCommand): Promise<Decided<BulkEvent>> {
    const { organizationId, bulkId } = body;
    const target = { stream: bulk, id: [organizationId, bulkId] } as const;
    const begun = (await this.store.state(target, 0)).state.status !== 'none';
    const runs = begun ? 0 : await this.listed(body, reads);
    return this.store.decide(target, context, (state, facts) => startBulkAction(state, { ...body, runs }, facts));
  }

  /** @throws Refused PREVIEW_STALE, BULK_ACTIONS_OPEN, RUNS_BULK_LIMIT */
  private async listed(body: StartBulkActionCommand['body'], reads: QueryContext): Promise<number> {
    const { organizationId, bulkId, token } = body;
    const selection = await this.queries.execute(new SelectRuns(body, reads));
    const isAsSeen = isTokenFor(this.vault, token, { ...body, selection, now: clock() });
    if (!isAsSeen || selection.runIds.length === 0) throw refused('PREVIEW_STALE');
    const { runIds } = selection;
    if (!(await this.vault.bulkActions.put({ organizationId, bulkId }, runIds, BULK_ACTIONS_AT_ONCE)))
      throw refused('BULK_ACTIONS_OPEN', { limit: BULK_ACTIONS_AT_ONCE });
    return runIds.length;
  }
}
