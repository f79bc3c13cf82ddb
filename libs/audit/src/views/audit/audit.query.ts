import { type AuditEntry, type AuditEntryDetails, type AuditPage, type ListAudit, refused } from '@annals/contracts';
import { pageOf, sequenceOf } from '@annals/platform';
import { ViewReader, type TablesOf } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { z } from 'zod';
import { audit } from './audit.view';
import { deniedTypes, detailsOf, entryOf, thingsIn } from './entry';
import { labelsOf } from './labels';

type Tables = TablesOf<typeof audit>;
type Page = z.output<typeof AuditPage>;

interface Reader {
  readonly organizationId: string;
  readonly mayReadEmail: boolean;
}
type AuditRequest = z.output<typeof ListAudit> & Reader;

/** The audit log, newest first. `total` counts what matches. */
export class AuditQuery extends Query<Page> {
  constructor(
    readonly asked: AuditRequest,
    readonly minPosition?: string,
  ) {
    super();
  }
}

/** One entry with everything that was stored about it. @throws Refused ENTRY_NOT_FOUND */
export class AuditEntryQuery extends Query<z.output<typeof AuditEntryDetails>> {
  constructor(
    readonly asked: Reader & { readonly sequence: number },
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(AuditQuery)
export class AuditHandler implements IQueryHandler<AuditQuery> {
  constructor(private readonly views: ViewReader) {}

  async execute({ asked, minPosition }: AuditQuery): Promise<Page> {
    const before = asked.cursor === undefined ? undefined : sequenceOf(asked.cursor);
    return this.views.read(
      audit,
      { organization: asked.organizationId },
      (db) => page(db, asked, before),
      minPosition === undefined ? {} : { minPosition },
    );
  }
}

@QueryHandler(AuditEntryQuery)
export class AuditEntryHandler implements IQueryHandler<AuditEntryQuery> {
  constructor(private readonly views: ViewReader) {}

  execute({ asked, minPosition }: AuditEntryQuery): Promise<z.output<typeof AuditEntryDetails>> {
    return this.views.read(
      audit,
      { organization: asked.organizationId },
      async (db) => {
        const row = await db
          .selectFrom('entries')
          .selectAll()
          .where('organization_id', '=', asked.organizationId)
          .where('sequence', '=', asked.sequence)
          .executeTakeFirst();
        if (!row) throw refused('ENTRY_NOT_FOUND');
        return detailsOf(row, await labelsOf(db, { ...asked, things: thingsIn(row) }), asked.mayReadEmail);
      },
      minPosition === undefined ? {} : { minPosition },
    );
  }
}

async function page(db: Kysely<Tables>, asked: AuditRequest, before: number | undefined): Promise<Page> {
  const found = await db
    .selectFrom('entries')
    .selectAll()
    .where((row) => matching(row, asked))
    .$if(before !== undefined, (query) => query.where('sequence', '<', before ?? 0))
    .orderBy('sequence', 'desc')
    .limit(asked.limit + 1)
    .execute();
  const { rows, next } = pageOf(found, asked.limit);
  const labels = await labelsOf(db, { ...asked, things: rows.flatMap(thingsIn) });
  const items: z.output<typeof AuditEntry>[] = rows.map((row) => entryOf(row, labels));
  return { items, next, total: await total(db, asked) };
}

/** Without filters it is the last number: an organization's entries are numbered without gaps. */
async function total(db: Kysely<Tables>, asked: AuditRequest): Promise<number> {
  const entries = db.selectFrom('entries').where((row) => matching(row, asked));
  const { area, type, actor, outcome, from, to } = asked;
  if ([area, type, actor, outcome, from, to].every((filter) => filter === undefined)) {
    return (await entries.select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst())?.sequence ?? 0;
  }
  return Number((await entries.select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
}

function matching(row: ExpressionBuilder<Tables, 'entries'>, asked: AuditRequest): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [row('organization_id', '=', asked.organizationId)];
  if (asked.area !== undefined) all.push(row('area', '=', asked.area));
  if (asked.type !== undefined) all.push(row('type', '=', asked.type));
  if (asked.actor !== undefined) all.push(row('actor', '=', asked.actor));
  if (asked.outcome === 'denied') all.push(row('type', 'in', deniedTypes));
  if (asked.outcome === 'allowed') all.push(row('type', 'not in', deniedTypes));
  if (asked.from !== undefined) all.push(row('at', '>=', asked.from));
  if (asked.to !== undefined) all.push(row('at', '<', asked.to));
  return row.and(all);
}
