import { exportedList, routes, type AnswerOf } from '@annals/contracts';
import {
  mayReadEmail,
  personalCell,
  serveList,
  type Arrived,
  type Columns,
  type ListPart,
  type QueryContext,
} from '@annals/platform';
import { ListMembers } from './members.query';
import { people } from './people.view';

type Route = typeof routes.organization.exportMembers;
type Member = AnswerOf<typeof routes.organization.listMembers>['items'][number];

export const ExportMembersController = serveList(routes.organization.exportMembers, membersList);

/** The list of members, as who asks may see it. */
export function membersList({ asked, caller }: Asking) {
  const { organizationId, search, role, status } = asked;
  return {
    name: 'members',
    view: people,
    list: exportedList.enum.members,
    organizationId,
    access: routes.organization.exportMembers.access,
    filter: { search, role, status },
    filteredBy: { role, status },
    columns: memberColumns(mayReadEmail(caller)),
    page: (part: ListPart, context: QueryContext) => new ListMembers.Query({ ...asked, ...part }, context),
  };
}

interface Asking {
  readonly asked: Arrived<Route>['asked'];
  readonly caller: Pick<Arrived<Route>['caller'], 'permissions'>;
}

/** Without the permission there is no column for addresses. */
export const memberColumns = (withEmail: boolean): Columns<Member> => ({
  personId: ({ personId }) => personId,
  alias: ({ alias }) => personalCell(alias),
  ...(withEmail ? { email: ({ email }: Member) => personalCell(email) } : {}),
  roles: ({ roleNames }) => roleNames.join(', '),
  status: ({ status }) => status,
  joinedAt: ({ joinedAt }) => joinedAt,
  lastActiveAt: ({ lastActiveAt }) => lastActiveAt ?? '',
  accessUntil: ({ accessUntil }) => accessUntil ?? '',
});
