import { Button } from '@mantine/core';
import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Forbidden } from '../../components/page-states';
import { RolesTab } from '../roles/roles-tab';
import { Externals } from './externals';
import { Invitations } from './invitations';
import { JoinRequests } from './join-requests';
import { InviteDialog } from './invite-dialog';
import { MemberPanel } from './member-panel';
import { Members } from './members';
import { Seats } from './seats';
import classes from './people.module.css';
import { PeopleTabs, type PeopleTab, shownTab } from './tabs';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Members, invitations and roles; a person opens at the right. */
export function PeoplePage() {
  const frame = useOrganization();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = shownTab(search.tab, frame);
  if (tab === undefined)
    return (
      <Page title="People">
        <Forbidden what="people" needs="members:read" />
      </Page>
    );
  return (
    <Page
      title="People"
      panel={
        search.row !== undefined && (tab === 'members' || tab === 'external') ? (
          <MemberPanel
            personId={search.row}
            close={() => void navigate({ search: (before) => ({ ...before, row: undefined }) })}
            open={(row) => void navigate({ search: (before) => ({ ...before, row }), replace: true })}
          />
        ) : undefined
      }
    >
      <div className={classes.head}>
        <PeopleTabs shown={tab} />
        <NewButton tab={tab} />
      </div>
      {tab !== 'roles' && <Seats />}
      {tab === 'members' && <Members />}
      {tab === 'external' && <Externals />}
      {tab === 'invitations' && <Invitations />}
      {tab === 'requests' && <JoinRequests />}
      {tab === 'roles' && <RolesTab />}
      {frame.can('invitations:manage') && (
        <InviteDialog
          externals={tab === 'external'}
          opened={search.new === 'invitation'}
          close={() => void navigate({ search: (before) => ({ ...before, new: undefined }), replace: true })}
        />
      )}
    </Page>
  );
}

/** What the list is made longer by: somebody, or a role. */
function NewButton({ tab }: { tab: PeopleTab }) {
  const { organizationId, can } = useOrganization();
  const navigate = route.useNavigate();
  if (!can(tab === 'roles' ? 'roles.custom:manage' : 'invitations:manage')) return null;
  const Icon = tab === 'roles' ? IconPlus : IconUserPlus;
  return (
    <Button
      leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
      data-new
      data-compact
      onClick={() =>
        void (tab === 'roles'
          ? navigate({
              to: '/organizations/$organizationId/people/roles/$roleId',
              params: { organizationId, roleId: 'new' },
              search: {},
            })
          : navigate({ search: (before) => ({ ...before, new: 'invitation' }) }))
      }
    >
      {tab === 'roles' ? 'New role' : tab === 'external' ? 'Invite externals' : 'Invite people'}
    </Button>
  );
}
