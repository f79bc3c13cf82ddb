import { type AnswerOf, type AskedOf, routes } from '@annals/contracts';
import { originOf } from '@annals/eventstore';
import { Erased } from '@annals/kernel';
import { serve, type Asking, type QueryContext } from '@annals/platform';
import { Vault } from '@annals/vault';
import { history, ViewReader } from '@annals/views';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { AuditReaders } from '../../oversight/audit-readers.service';
import { audit } from './audit.view';
import { entryDetails } from './audit.query';

type Route = typeof routes.audit.getAuditEntry;
type Asked = AskedOf<Route>;
type Answer = AnswerOf<Route>;

class AuditEntryQuery extends Query<Answer> implements Asking<Asked, Answer> {
  constructor(
    readonly asked: Asked,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** One entry. Where its request came from is opened for who reads it, and kept nowhere else. */
@QueryHandler(AuditEntryQuery)
class AuditEntryHandler implements IQueryHandler<AuditEntryQuery> {
  constructor(
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(Vault) private readonly vault: Pick<Vault, 'keys'>,
    @Inject(AuditReaders) private readonly readers: Pick<AuditReaders, 'note'>,
  ) {}

  async execute({ asked, context }: AuditEntryQuery): Promise<Answer> {
    const scope = { organization: asked.organizationId };
    const entry = await this.views.read(audit, scope, (db) => entryDetails(db, asked, context), context);
    this.readers.note(asked.organizationId, context);
    const isForgotten = entry.actor.label === null; // who was erased here came from nowhere
    return { ...entry, origin: isForgotten ? null : await this.originOf(asked) };
  }

  /** By what is stored: null also while the history is behind. */
  private async originOf({ organizationId, sequence }: Asked): Promise<Answer['origin']> {
    const stored = await this.views.read(history, { organization: organizationId }, (db) =>
      db
        .selectFrom('history')
        .select(['event_id as id', 'stream', 'type', 'metadata'])
        .where('organization_id', '=', organizationId)
        .where('sequence', '=', sequence)
        .executeTakeFirst(),
    );
    const origin = stored && (await originOf(stored, this.vault.keys));
    return origin === undefined || origin instanceof Erased ? null : origin;
  }
}

export const GetAuditEntry = { Query: AuditEntryQuery, Handler: AuditEntryHandler };

export const GetAuditEntryController = serve(routes.audit.getAuditEntry, GetAuditEntry);
