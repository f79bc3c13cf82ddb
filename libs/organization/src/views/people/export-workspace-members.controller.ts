import { exportedList, routes, type AnswerOf } from '@annals/contracts';
import {
  mayReadEmail,
  personalCell,
  serveList,
  type Columns,
  type ListPart,
  type QueryContext,
} from '@annals/platform';
import { people } from './people.view';
import { ListWorkspaceMembers } from './workspace-members.query';

type Member = AnswerOf<typeof routes.organization.listWorkspaceMembers>['items'][number];

/** D-WS: who is in a workspace, and who is invited to it. */
export const ExportWorkspaceMembersController = serveList(
  routes.organization.exportWorkspaceMembers,
  ({ asked, caller }) => {
    const { organizationId, workspaceId, search } = asked;
    return {
      name: 'workspace-people',
      view: people,
      list: exportedList.enum.workspace_members,
      organizationId,
      access: routes.organization.exportWorkspaceMembers.access,
      workspaceId,
      filter: { search },
      filteredBy: { workspaceId },
      columns: columns(mayReadEmail(caller)),
      page: (part: ListPart, context: QueryContext) => new ListWorkspaceMembers.Query({ ...asked, ...part }, context),
    };
  },
);

/** Of invitations there is the address instead of a name, for who may see addresses. */
const columns = (withEmail: boolean): Columns<Member> => ({
  personId: ({ personId }) => personId,
  alias: ({ alias, invitation }) => (invitation === null ? personalCell(alias) : ''),
  role: ({ role }) => role,
  inheritedFrom: ({ inheritedFrom }) => inheritedFrom ?? '',
  status: ({ status }) => status ?? '',
  addedAt: ({ addedAt }) => addedAt ?? '',
  lastActiveAt: ({ lastActiveAt }) => lastActiveAt ?? '',
  ...(withEmail
    ? { invitedAddress: ({ invitation }: Member) => (invitation ? personalCell(invitation.email) : '') }
    : {}),
  invitedUntil: ({ invitation }) => invitation?.expiresAt ?? '',
});
