import { refused } from '@annals/contracts';
import { fromMilliseconds, type Instant } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { ViewReader, type AnyView, type Moment, type ViewDb } from '@annals/views';
import { Inject, type Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { RequestFacts } from './http/request-facts';

/** Who asks, and from when on. */
export interface QueryContext {
  readonly principal?: RequestFacts['principal'] | undefined;
  /** Who they are in the organization; absent for keys, which are nobody there. */
  readonly member?: RequestFacts['member'];
  /** What they may do in the organization: some see more of a row than others. */
  readonly permissions: RequestFacts['permissions'];
  /** Beside that, in workspaces (`workspacesWith`); absent: in none. */
  readonly workspaces?: RequestFacts['workspaces'];
  /** Beside that, with single bots (`botsWith`). */
  readonly bots?: RequestFacts['bots'];
  /** The position that the view has to have seen (D6). Absent: whatever it has. */
  readonly minPosition?: string | undefined;
  /** As of when (E1). Absent: as it is now. */
  readonly past?: Moment | undefined;
}

/** The instant that an answer is of: by it is judged what is over, and what is so lately. */
export const nowFor = ({ past }: Pick<QueryContext, 'past'>): Instant => past?.at ?? fromMilliseconds(Date.now());

/** Whether who asks may see addresses of people. */
export const mayReadEmail = ({ permissions }: Pick<QueryContext, 'permissions'>): boolean =>
  permissions.has('members.email:read');

/** W15: whether who asks may see who belongs to the organization, and how many they are. */
export const mayReadMembers = ({ permissions }: Pick<QueryContext, 'permissions'>): boolean =>
  permissions.has('members:read');

/** For what is kept in the vault only. @throws Refused KNOWN_ONLY_NOW as of the past */
export function onlyNow(vault: Vault | undefined): Vault {
  if (!vault) throw refused('KNOWN_ONLY_NOW');
  return vault;
}

/** A query as the bus carries it. */
export interface Asking<Asked, Answer> extends Query<Answer> {
  readonly asked: Asked;
  readonly context: QueryContext;
}

export interface QueryDefinition<Asked, Answer> {
  /** `bus.execute(new ListMembers.Query(asked, context))` */
  readonly Query: new (asked: Asked, context: QueryContext) => Asking<Asked, Answer>;
  /** A provider of the context's module. */
  readonly Handler: Type<IQueryHandler<Asking<Asked, Answer>>>;
}

interface OfOrganization {
  readonly organizationId: string;
}

/** Reads the tables of a view, in one snapshot that shows the rows of one organization. */
type Read<V extends AnyView, Asked, Found> = (db: ViewDb<V>, asked: Asked, context: QueryContext) => Promise<Found>;

/**
 * Adds what is no event and lies in the vault: heartbeats, when a key was last used. As of the past there is none of it:
 * then `vault` is absent.
 */
type Complete<Asked, Found, Answer> = (found: Found, asked: Asked, vault: Vault | undefined) => Promise<Answer>;

/**
 * Makes a query and its handler (architecture §2): it reads one view, for one organization.
 *
 *     export const ListMembers = query('ListMembers', people, listMembers);
 *
 * @param name PascalCase, for logs and traces
 * @param view the view that is read
 * @param read the rows, as the answer has them
 * @param complete absent where the view knows all of the answer
 */
export function query<V extends AnyView, Asked extends OfOrganization, Answer>(
  name: string,
  view: V,
  read: Read<V, Asked, Answer>,
): QueryDefinition<Asked, Answer>;
export function query<V extends AnyView, Asked extends OfOrganization, Found, Answer>(
  name: string,
  view: V,
  read: Read<V, Asked, Found>,
  complete: Complete<Asked, Found, Answer>,
): QueryDefinition<Asked, Answer>;
export function query<V extends AnyView, Asked extends OfOrganization, Found>(
  name: string,
  view: V,
  read: Read<V, Asked, Found>,
  complete: Complete<Asked, Found, unknown> = async (found) => found,
): QueryDefinition<Asked, unknown> {
  class AskingQuery extends Query<unknown> implements Asking<Asked, unknown> {
    constructor(
      readonly asked: Asked,
      readonly context: QueryContext,
    ) {
      super();
    }
  }
  Object.defineProperty(AskingQuery, 'name', { value: name });

  @QueryHandler(AskingQuery)
  class Handler implements IQueryHandler<AskingQuery> {
    constructor(
      @Inject(ViewReader) private readonly views: ViewReader,
      @Inject(Vault) private readonly vault: Vault,
    ) {}

    async execute({ asked, context }: AskingQuery): Promise<unknown> {
      const organization = { organization: asked.organizationId };
      const found = await this.views.read(view, organization, (db) => read(db, asked, context), context);
      return complete(found, asked, context.past ? undefined : this.vault);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${name}Handler` });
  return { Query: AskingQuery, Handler };
}
