import { exportedList, routes, type AnswerOf } from '@annals/contracts';
import {
  Incoming,
  ListFiles,
  mayReadEmail,
  On,
  personalCell,
  type Arrived,
  type Columns,
  type ListPart,
  type QueryContext,
} from '@annals/platform';
import { Controller, Inject, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { people } from './people.view';
import { ListWorkspaceMembers } from './workspace-members.query';

type Route = typeof routes.organization.exportWorkspaceMembers;
type Member = AnswerOf<typeof routes.organization.listWorkspaceMembers>['items'][number];

/** D-WS: who is in a workspace, and who is invited to it. */
@Controller()
export class ExportWorkspaceMembersController {
  constructor(@Inject(ListFiles) private readonly files: ListFiles) {}

  @On(routes.organization.exportWorkspaceMembers)
  serve(@Incoming() arrived: Arrived<Route>, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { asked, caller } = arrived;
    const { organizationId, workspaceId, search } = asked;
    const list = {
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
    return this.files.send(list, arrived, reply);
  }
}

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
