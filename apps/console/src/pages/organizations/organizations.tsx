import { Button, TextInput } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconBuilding,
  IconChevronRight,
  IconCircleCheckFilled,
  IconPlayerPauseFilled,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type MyNeeds, type MyOrganization, needReasons } from '@annals/contracts';
import { useState } from 'react';
import type { z } from 'zod';
import { useMyNeeds } from '../../api/needs';
import { meQuery, overviewQuery } from '../../api/queries';
import { lastPath, places } from '../../app/last-place';
import { OrganizationAvatar } from '../../components/avatar';
import { StateBox } from '../../components/state-box';
import { count, plural } from '../../format/words';
import { PlainPage } from '../account/plain-page';
import { needsTitle } from '../needs/words';
import { MayJoin } from './joinable';
import { MyInvitations } from './my-invitations';
import { MyJoinRequests } from './my-join-requests';
import classes from './organizations.module.css';
import { SignOut } from './sign-out';

/** All organizations of the reader: role, whether anything is wrong, people and bots. */
export function OrganizationsPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const [text, setText] = useState('');
  const needs = useMyNeeds(
    me.organizations.filter(({ status }) => status === 'active').map(({ organizationId }) => organizationId),
  );
  const found = me.organizations.filter((each) => each.name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <PlainPage
      title="Organizations"
      lead={
        me.organizations.length === 0
          ? undefined
          : `You belong to ${me.organizations.length}. Each keeps its own people, bots and history.`
      }
      end={
        <div className={classes.acts}>
          {me.organizations.length > 3 && (
            <TextInput
              aria-label="Find an organization"
              placeholder="Search"
              data-search
              leftSection={<IconSearch size={15} stroke={1.7} aria-hidden />}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
              }}
            />
          )}
          {me.ownOrganizations.mayCreate && <CreateOrganization />}
        </div>
      }
    >
      <MyInvitations />
      <MayJoin me={me} />
      <MyJoinRequests />
      {me.organizations.length === 0 ? (
        <StateBox
          icon={IconBuilding}
          title="You belong to no organization"
          actions={
            <>
              {me.ownOrganizations.mayCreate && <CreateOrganization />}
              <SignOut />
            </>
          }
        >
          An invitation brings you into one.{me.ownOrganizations.mayCreate && ' Or make one of your own.'}
        </StateBox>
      ) : (
        <div className={classes.list} role="table" aria-label="Organizations">
          <div className={classes.head} role="row">
            <span role="columnheader">Organization</span>
            <span role="columnheader">Your role</span>
            <span role="columnheader">Is anything wrong?</span>
            <span role="columnheader">People</span>
            <span role="columnheader">Bots</span>
            <span role="columnheader">Workspaces</span>
            <span role="columnheader">
              <span className={classes.hidden}>Open</span>
            </span>
          </div>
          {found.map((each) => (
            <Row
              key={each.organizationId}
              organization={each}
              needs={needs.of.get(each.organizationId)}
              failed={needs.failed}
            />
          ))}
        </div>
      )}
    </PlainPage>
  );
}

const CreateOrganization = () => (
  <Button variant="default" component={Link} to="/new-organization" leftSection={<IconPlus size={15} aria-hidden />}>
    Create organization
  </Button>
);

interface RowProps {
  organization: MyOrganization;
  /** Undefined while it is not known. */
  needs: MyNeed | undefined;
  failed: boolean;
}
type MyNeed = z.output<typeof MyNeeds>['items'][number];

function Row({ organization, needs, failed }: RowProps) {
  return (
    <div className={classes.row} role="row">
      <span role="cell" className={classes.name}>
        <OrganizationAvatar
          id={organization.organizationId}
          name={organization.name}
          logo={organization.logo}
          size="large"
        />
        <span>
          <Link to={lastPath(organization.organizationId, places())} className={classes.link}>
            {organization.name}
          </Link>
          <RunsToday organizationId={organization.organizationId} />
        </span>
      </span>
      <span role="cell">{organization.roleNames.join(', ')}</span>
      <span role="cell">
        {organization.status === 'active' ? (
          <Wrong needs={needs} failed={failed} />
        ) : (
          <span className={classes.bad} data-quiet>
            <IconPlayerPauseFilled size={15} aria-hidden />
            {stateWords[organization.status] ?? organization.status}
          </span>
        )}
      </span>
      <span role="cell" className={classes.number}>
        <Size of={organization.members} what="people" />
      </span>
      <span role="cell" className={classes.number}>
        <Size of={organization.bots} what="bots" />
      </span>
      <span role="cell" className={classes.number}>
        <Size of={organization.workspaces.total} what="workspaces" />
      </span>
      <span role="cell" className={classes.open}>
        <IconChevronRight size={16} stroke={1.7} aria-hidden />
      </span>
    </div>
  );
}

/** Who may not see all of them is told no number. */
const Size = ({ of, what }: { of: number | null; what: string }) =>
  of === null ? (
    '–'
  ) : (
    <>
      {count(of)}
      <small> {what}</small>
    </>
  );

const stateWords: Readonly<Record<string, string>> = {
  suspended: 'Paused or suspended',
  frozen: 'Frozen',
  pending_deletion: 'About to be deleted',
};

function RunsToday({ organizationId }: { organizationId: string }) {
  const overview = useQuery(overviewQuery(organizationId, 14));
  const today = overview.data?.runsByDay.at(-1);
  const runs = today === undefined ? 0 : today.succeeded + today.failed + today.refused;
  return (
    <span className={classes.sub}>
      {overview.data === undefined ? '\u00a0' : runs === 0 ? 'No runs today' : `${plural(runs, 'run')} today`}
    </span>
  );
}

/** In the words of the overview there. */
function Wrong({ needs, failed }: Pick<RowProps, 'needs' | 'failed'>) {
  if (needs === undefined)
    return <span className={classes.quiet}>{failed ? 'Not known at the moment' : '\u00a0'}</span>;
  if (needs.worst === null)
    return (
      <span className={classes.fine}>
        <IconCircleCheckFilled size={15} aria-hidden />
        Nothing is wrong
      </span>
    );
  return (
    <span className={classes.bad} data-quiet={needReasons[needs.worst.kind].weight !== 'bad' || undefined}>
      <IconAlertTriangleFilled size={15} aria-hidden />
      {needsTitle(needs.total)}
    </span>
  );
}
