import { refused, type ExportedList, type Permission } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { ViewReader, type AnyView } from '@annals/views';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { QueryBus, type Query } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { allowedIn } from '../http/allowed';
import type { RequestFacts } from '../http/request-facts';
import { workspacesWith } from '../http/workspaces-with';
import { AppGrants, Memberships } from '../ports';
import type { QueryContext } from '../query';
import { Exports, type Exported } from './exports.port';
import { csvFile, jsonLinesFile, type Columns, type ListPage } from './list-file';

/** A list that can be taken as a file. */
export interface List<Item> {
  /** What its file is called. */
  readonly name: string;
  /** The view whose position the file states. */
  readonly view: AnyView;
  readonly organizationId: string;
  /** What who takes it must hold at each page: everywhere, or in the workspace that it is of. */
  readonly access: Permission;
  readonly workspaceId?: string;
  /** It has rows of the workspaces in which they hold it: one of these is enough. */
  readonly byWorkspace?: true;
  /** What auditors read of it. */
  readonly list: ExportedList;
  /** What was asked for of it, as it stands in the address. */
  readonly filter: Filter;
  /** The same for auditors: what was looked for by its text is told beside it. */
  readonly filteredBy: Omit<Exported['exported'], 'list' | 'rows'>;
  /** Comma-separated values unless it is said. */
  readonly as?: 'json-lines';
  readonly columns: Columns<Item>;
  /** Of later pages `total` is not looked at. */
  readonly page: (part: ListPart, context: QueryContext) => Query<ListPage<Item> & { readonly total: number }>;
}

type Filter = Readonly<Record<string, string | undefined>>;

/** Which rows of a list. */
export interface ListPart {
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** As much of the request as a file depends on. */
export interface Taking {
  readonly caller: Pick<RequestFacts, 'principal'>;
  readonly context: CommandContext;
  readonly minPosition?: string | undefined;
}

interface Opened {
  readonly headers: Readonly<Record<string, string>>;
  readonly file: AsyncIterable<string>;
}

const formats = {
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8', write: csvFile },
  'json-lines': { ending: 'jsonl', type: 'application/x-ndjson', write: jsonLinesFile },
};

/** Rows that are in memory at a time, however many there are. */
const PAGE = 500;

/** B7: lists as files. They are read page by page, so that nobody who takes one slowly holds a connection. */
@Injectable()
export class ListFiles {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(Memberships) readonly memberships: Memberships,
    @Inject(AppGrants) readonly appGrants: AppGrants,
    @Inject(Exports) private readonly exports: Exports,
  ) {}

  async send<Item>(list: List<Item>, taking: Taking, reply: FastifyReply): Promise<StreamableFile> {
    const { headers, file } = await this.open(list, taking);
    void reply.headers(headers);
    return new StreamableFile(Readable.from(file));
  }

  /** Reads the first page, and tells auditors: what is refused is refused before anything is sent. */
  async open<Item>(list: List<Item>, { caller, context: by, minPosition }: Taking, limit = PAGE): Promise<Opened> {
    const position = await this.views.position(list.view, list.organizationId, { minPosition });
    const read = async (cursor?: string) => {
      const context = { ...(await this.allowed(list, caller)), minPosition: position };
      return this.queries.execute(list.page({ cursor, limit }, context));
    };
    const first = await read();
    const exported = { list: list.list, ...list.filteredBy, rows: first.total };
    await this.exports.record(list.organizationId, { exported, search: list.filter['search'] ?? '' }, by);
    const filter = filterOf(list.filter);
    const { ending, type, write } = formats[list.as ?? 'csv'];
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="${list.name}-${position}.${ending}"`,
      'annals-position': position,
      'annals-total': String(first.total),
      ...(filter === '' ? {} : { 'annals-filter': filter }),
    };
    return { headers, file: write(list.columns, first, read) };
  }

  /** What who asks may now: they may be removed while the file is on its way, and then get no further page. */
  private async allowed<Item>(list: List<Item>, { principal }: Taking['caller']) {
    const { organizationId, access, workspaceId, byWorkspace } = list;
    if (principal === undefined) throw refused('UNAUTHENTICATED');
    const allowed = await allowedIn(this, organizationId, principal);
    const scope = workspacesWith(allowed, access);
    const there =
      scope === 'all' || (byWorkspace ? scope.size > 0 : workspaceId !== undefined && scope.has(workspaceId));
    if (!there) throw refused('FORBIDDEN', { requiredPermission: access });
    return allowed;
  }
}

function filterOf(filter: Filter): string {
  const said = Object.entries(filter).filter((each): each is [string, string] => Boolean(each[1]));
  return new URLSearchParams(said).toString();
}
