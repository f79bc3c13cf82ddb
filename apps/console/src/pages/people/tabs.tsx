import type { Permission } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { joinRequestsQuery } from '../../api/join-requests';
import { invitationsQuery, membersQuery, rolesQuery } from '../../api/queries';
import { type OrganizationFrame, useOrganization } from '../../app/frame/frame-context';
import { count } from '../../format/words';
import classes from './people.module.css';

const tabs = [
  { tab: 'members', name: 'Members', needs: 'members:read' },
  { tab: 'external', name: 'External', needs: 'members:read' },
  { tab: 'invitations', name: 'Invitations', needs: 'members.email:read' },
  { tab: 'requests', name: 'Requests', needs: 'members.email:read' },
  { tab: 'roles', name: 'Roles', needs: 'roles:read' },
] as const satisfies readonly { tab: string; name: string; needs: Permission }[];
export type PeopleTab = (typeof tabs)[number]['tab'];

const tabsOf = ({ can }: Pick<OrganizationFrame, 'can'>) => tabs.filter(({ needs }) => can(needs));
/** What the reader may not see is not shown, whatever the URL says. */
export const shownTab = (asked: PeopleTab | undefined, frame: Pick<OrganizationFrame, 'can'>): PeopleTab | undefined =>
  (tabsOf(frame).find(({ tab }) => tab === asked) ?? tabsOf(frame)[0])?.tab;

/** How many there are of each, as far as the reader may see them. */
function useCounts(): Readonly<Record<PeopleTab, number | undefined>> {
  const { organizationId: of, can } = useOrganization();
  const one = { limit: 1 };
  const [people, addresses] = [can('members:read'), can('members.email:read')];
  return {
    members: useQuery({ ...membersQuery(of, one), enabled: people }).data?.total,
    external: useQuery({ ...membersQuery(of, { ...one, role: 'external' }), enabled: people }).data?.total,
    invitations: useQuery({ ...invitationsQuery(of, one), enabled: addresses }).data?.open,
    requests: useQuery({ ...joinRequestsQuery(of, one), enabled: addresses }).data?.open,
    roles: useQuery({ ...rolesQuery(of), enabled: can('roles:read') }).data?.length,
  };
}

/** The lists of the page, each with how long it is; where they do not fit beside each other, the shown one is in view. */
export function PeopleTabs({ shown }: { shown: PeopleTab }) {
  const frame = useOrganization();
  const counts = useCounts();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <nav className={classes.tabs} aria-label="People" ref={bar}>
      {tabsOf(frame).map(({ tab, name }) => (
        <Link
          key={tab}
          to="/organizations/$organizationId/people"
          params={{ organizationId: frame.organizationId }}
          search={tab === 'members' ? {} : { tab }}
          className={classes.tab}
          activeOptions={{ exact: true }}
          aria-current={tab === shown ? 'page' : undefined}
        >
          {name} <span>{counts[tab] === undefined ? '' : count(counts[tab])}</span>
        </Link>
      ))}
    </nav>
  );
}
