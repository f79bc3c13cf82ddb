import type { Permission } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { joinRequestsQuery } from '../../api/join-requests';
import { invitationsQuery, membersQuery, rolesQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { count } from '../../format/words';
import { RolesTab } from '../roles/roles-tab';
import { Externals } from './externals';
import { Invitations } from './invitations';
import { JoinRequests } from './join-requests';
import { InviteDialog } from './invite-dialog';
import { MemberPanel } from './member-panel';
import { Members } from './members';
import { Seats } from './seats';
import classes from './people.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Members, invitations and roles; a person opens at the right. */
export function PeoplePage() {
  const { organizationId, can } = useOrganization();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const members = useQuery(membersQuery(organizationId, { limit: 1 })).data?.total;
  const externals = useQuery(membersQuery(organizationId, { limit: 1, role: 'external' })).data?.total;
  const invitations = useQuery({
    ...invitationsQuery(organizationId, { limit: 1 }),
    enabled: can('members.email:read'),
  }).data?.open;
  const requests = useQuery({ ...joinRequestsQuery(organizationId, { limit: 1 }), enabled: can('members.email:read') })
    .data?.open;
  const roles = useQuery({ ...rolesQuery(organizationId), enabled: can('roles:read') }).data?.length;
  const tab = shownTab(search.tab, can);
  const close = () => void navigate({ search: (before) => ({ ...before, row: undefined }) });
  return (
    <Page
      title="People"
      panel={
        search.row !== undefined && (tab === 'members' || tab === 'external') ? (
          <MemberPanel
            personId={search.row}
            close={close}
            open={(row) => void navigate({ search: (before) => ({ ...before, row }), replace: true })}
          />
        ) : undefined
      }
    >
      <div className={classes.head}>
        <nav className={classes.tabs} aria-label="People">
          <Link
            to="/organizations/$organizationId/people"
            params={{ organizationId }}
            search={{}}
            className={classes.tab}
            activeOptions={{ includeSearch: false }}
            data-current={tab === 'members' || undefined}
            aria-current={tab === 'members' ? 'page' : undefined}
          >
            Members <span>{members === undefined ? '' : count(members)}</span>
          </Link>
          <Link
            to="/organizations/$organizationId/people"
            params={{ organizationId }}
            search={{ tab: 'external' }}
            className={classes.tab}
            data-current={tab === 'external' || undefined}
            aria-current={tab === 'external' ? 'page' : undefined}
          >
            External <span>{externals === undefined ? '' : count(externals)}</span>
          </Link>
          {can('members.email:read') && (
            <Link
              to="/organizations/$organizationId/people"
              params={{ organizationId }}
              search={{ tab: 'invitations' }}
              className={classes.tab}
              data-current={tab === 'invitations' || undefined}
              aria-current={tab === 'invitations' ? 'page' : undefined}
            >
              Invitations <span>{invitations === undefined ? '' : count(invitations)}</span>
            </Link>
          )}
          {can('members.email:read') && (
            <Link
              to="/organizations/$organizationId/people"
              params={{ organizationId }}
              search={{ tab: 'requests' }}
              className={classes.tab}
              data-current={tab === 'requests' || undefined}
              aria-current={tab === 'requests' ? 'page' : undefined}
            >
              Requests <span>{requests === undefined ? '' : count(requests)}</span>
            </Link>
          )}
          {can('roles:read') && (
            <Link
              to="/organizations/$organizationId/people"
              params={{ organizationId }}
              search={{ tab: 'roles' }}
              className={classes.tab}
              data-current={tab === 'roles' || undefined}
              aria-current={tab === 'roles' ? 'page' : undefined}
            >
              Roles <span>{roles === undefined ? '' : count(roles)}</span>
            </Link>
          )}
        </nav>
        {tab === 'roles' && can('roles.custom:manage') && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            data-new
            className={classes.new}
            onClick={() =>
              void navigate({
                to: '/organizations/$organizationId/people/roles/$roleId',
                params: { organizationId, roleId: 'new' },
                search: {},
              })
            }
          >
            New role
          </Button>
        )}
        {tab !== 'roles' && can('invitations:manage') && (
          <Button
            leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />}
            data-new
            className={classes.new}
            onClick={() => void navigate({ search: (before) => ({ ...before, new: 'invitation' }) })}
          >
            {tab === 'external' ? 'Invite externals' : 'Invite people'}
          </Button>
        )}
      </div>
      {tab !== 'roles' && <Seats />}
      {tab === 'members' && <Members />}
      {tab === 'external' && <Externals />}
      {tab === 'invitations' && <Invitations />}
      {tab === 'requests' && <JoinRequests />}
      {tab === 'roles' && <RolesTab />}
      {can('invitations:manage') && (
        <InviteDialog
          externals={tab === 'external'}
          opened={search.new === 'invitation'}
          close={() => void navigate({ search: (before) => ({ ...before, new: undefined }), replace: true })}
        />
      )}
    </Page>
  );
}

type Tab = 'members' | 'external' | 'invitations' | 'requests' | 'roles';

/** What the reader may not see is not shown, whatever the URL says. */
function shownTab(asked: Tab | undefined, can: (permission: Permission) => boolean): Tab {
  if ((asked === 'invitations' || asked === 'requests') && can('members.email:read')) return asked;
  if (asked === 'external') return 'external';
  return asked === 'roles' && can('roles:read') ? 'roles' : 'members';
}
