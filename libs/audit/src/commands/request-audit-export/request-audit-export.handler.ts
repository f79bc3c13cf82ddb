import { refused, type AskedOf, type AnswerOf, type routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { parseActor } from '@annals/kernel';
import { effectOf, mustSpend } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { MatchingEntries, type Matching } from '../../oversight/matching-entries.port';
import { oversight } from '../../oversight/oversight';
import { requestAuditExport, type RequestAuditExport } from './request-audit-export';

type Route = typeof routes.audit.requestAuditExport;
type Answer = AnswerOf<Route>;

/** Files of the log of one organization that somebody asks for: each is an event. */
const FILES: RateLimit = { name: 'audit-exports', times: 100, seconds: 3_600 };

export class RequestAuditExportCommand extends Command<Answer> {
  constructor(
    readonly body: AskedOf<Route>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Looks what there is, and says it: nobody is given a file before it is told. */
@CommandHandler(RequestAuditExportCommand)
export class RequestAuditExportHandler implements ICommandHandler<RequestAuditExportCommand> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Vault) private readonly vault: Pick<Vault, 'rateLimits'>,
  ) {}

  async execute({ body, context }: RequestAuditExportCommand): Promise<Answer> {
    const { organizationId, ...asked } = body;
    const target = { stream: oversight, id: [organizationId] } as const;
    await mustSpend(this.vault, [{ limit: FILES, of: `${organizationId} ${context.actor}` }]);
    const there = await this.queries.execute(new MatchingEntries(body, {}));
    const decided = await this.store.decide(target, context, (state, facts) =>
      requestAuditExport(state, requested(asked, there), facts),
    );
    const { state } = await this.store.state(target, 0);
    const exportId = uuidV5(context.commandId, 'audit export');
    const told = state.exports.get(exportId);
    if (!told) throw refused('EXPORT_ENDED'); // the same command again, long after its file ended
    const { rows, first = null, last = null, until } = told.asked;
    return { exportId, rows, first, last, until, ...effectOf(decided) };
  }
}

function requested(
  { type = '', actor = '', ...asked }: Omit<AskedOf<Route>, 'organizationId'>,
  { first, last, ...there }: Matching,
): RequestAuditExport {
  return {
    contents: {
      ...asked,
      ...(actor === '' ? {} : { doer: doerOf(actor) }),
      ...there,
      ...(first === null || last === null ? {} : { first, last }),
    },
    typed: { type, actor },
  };
}

/** Whose doings are looked for: by an id where it is one. */
function doerOf(actor: string) {
  const { kind, id } = parseActor(actor);
  return { kind, ...(z.uuid().safeParse(id).success ? { id } : {}) };
}
