import { refused, routes } from '@annals/contracts';
import { allowedIn, Incoming, mayReadEmail, Memberships, On, type Arrived } from '@annals/platform';
import { ViewReader } from '@annals/views';
import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { membersFile } from './members-file';
import { ListMembers } from './members.query';
import { people } from './people.view';

type Route = typeof routes.organization.exportMembers;

/** As much of the request as the file depends on. */
interface Opening extends Pick<Arrived<Route>, 'asked' | 'minPosition'> {
  readonly caller: Pick<Arrived<Route>['caller'], 'principal' | 'permissions'>;
}

interface Opened {
  readonly headers: Readonly<Record<string, string>>;
  readonly file: AsyncIterable<string>;
}

/** Members that are in memory at a time, however many there are. */
const PAGE = 500;

/** B7: the list of members as a file. It is read page by page, so that nobody who takes it slowly holds a connection. */
@Controller()
export class ExportMembersController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(Memberships) private readonly memberships: Memberships,
  ) {}

  @On(routes.organization.exportMembers)
  async serve(
    @Incoming() arrived: Arrived<Route>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { headers, file } = await this.open(arrived);
    void reply.headers(headers);
    return new StreamableFile(Readable.from(file));
  }

  /** Reads the first page: what is refused is refused before anything is sent. */
  async open({ asked, caller, minPosition }: Opening, limit = PAGE): Promise<Opened> {
    const position = await this.views.position(people, asked.organizationId, { minPosition });
    const read = async (cursor?: string) => {
      const context = { permissions: await this.permissionsOf(asked, caller), minPosition: position };
      return this.queries.execute(new ListMembers.Query({ ...asked, cursor, limit }, context));
    };
    const first = await read();
    const filter = filterOf(asked);
    const headers = {
      'content-disposition': `attachment; filename="members-${position}.csv"`,
      'annals-position': position,
      'annals-total': String(first.total),
      ...(filter === '' ? {} : { 'annals-filter': filter }),
    };
    return { headers, file: membersFile(first, { withEmail: mayReadEmail(caller), read }) };
  }

  /** What who asks may now: they may be removed while the file is on its way, and then get no further page. */
  private async permissionsOf({ organizationId }: Opening['asked'], { principal }: Opening['caller']) {
    if (principal === undefined) throw refused('UNAUTHENTICATED');
    const { permissions } = await allowedIn(this.memberships, organizationId, principal);
    const { access } = routes.organization.exportMembers;
    if (!permissions.has(access)) throw refused('FORBIDDEN', { requiredPermission: access });
    return permissions;
  }
}

/** As it stands in the address. */
function filterOf({ search, role, status }: Opening['asked']): string {
  const said = Object.entries({ search, role, status }).filter((each): each is [string, string] => Boolean(each[1]));
  return new URLSearchParams(said).toString();
}
