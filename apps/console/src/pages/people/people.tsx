import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { invitationsQuery, membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { count } from '../../format/words';
import { Invitations } from './invitations';
import { InviteDialog } from './invite-dialog';
import { MemberPanel } from './member-panel';
import { Members } from './members';
import classes from './people.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Members and invitations; a person opens at the right. */
export function PeoplePage() {
  const { organizationId, can } = useOrganization();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const members = useQuery(membersQuery(organizationId, { limit: 1 })).data?.total;
  const invitations = useQuery({
    ...invitationsQuery(organizationId, { limit: 1 }),
    enabled: can('members.email:read'),
  }).data?.open;
  const tab = search.tab === 'invitations' && can('members.email:read') ? 'invitations' : 'members';
  const close = () => void navigate({ search: (before) => ({ ...before, row: undefined }) });
  return (
    <Page
      title="People"
      panel={
        search.row !== undefined && tab === 'members' ? (
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
        </nav>
        {can('invitations:manage') && (
          <Button
            leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />}
            data-new
            className={classes.new}
            onClick={() => void navigate({ search: (before) => ({ ...before, new: 'invitation' }) })}
          >
            Invite people
          </Button>
        )}
      </div>
      {tab === 'members' ? <Members /> : <Invitations />}
      {can('invitations:manage') && (
        <InviteDialog
          opened={search.new === 'invitation'}
          close={() => void navigate({ search: (before) => ({ ...before, new: undefined }), replace: true })}
        />
      )}
    </Page>
  );
}
