import { granted, isSystemRole, type Member, peoplesPermissions, permissions } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { PersonAvatar } from '../../components/avatar';
import { Facts, PanelHeading } from '../../components/facts';
import { ShortId } from '../../components/short-id';
import { useRoles } from '../../components/use-roles';
import { When } from '../../components/when';
import { inSentence, list, personal } from '../../format/words';
import { AccessDialog } from './access-dialog';
import { actsOn } from './acts-on';
import { AccessUntil } from './access-until';
import { mayReach } from './may-reach';
import { ReinstateDialog } from './reinstate-dialog';
import { RolesDialog } from './roles-dialog';
import classes from './member-panel.module.css';
import { useMembers } from './use-members';

interface Props {
  personId: string;
  close: () => void;
  open: (personId: string) => void;
}

/** One person: roles, what they may do and why, and the acts on their access. */
export function MemberPanel({ personId, close, open }: Props) {
  const frame = useOrganization();
  const { organizationId } = frame;
  const of = { organizationId, personId };
  const members = useMembers();
  const items = members.data?.items ?? [];
  const index = items.findIndex((each) => each.personId === personId);
  const member = items[index];
  const [roles, rolesActs] = useDisclosure(false);
  const [reinstating, reinstateActs] = useDisclosure(false);
  const [limiting, limitActs] = useDisclosure(false);
  const step = (by: number) => {
    const next = items[index + by];
    return next === undefined
      ? undefined
      : () => {
          open(next.personId);
        };
  };
  const place = {
    of: index === -1 ? '' : `${index + 1} of ${members.data?.total ?? items.length}`,
    previous: step(-1),
    next: index === -1 ? undefined : step(1),
  };
  if (member === undefined)
    return (
      <SidePanel
        label="Person"
        place={place}
        close={close}
        head={<h2 className={classes.name}>{members.data === undefined ? 'Loading…' : 'Not in this list'}</h2>}
      >
        {members.data !== undefined && <p>They may have left, or the filters hide them.</p>}
      </SidePanel>
    );
  const { removable, changeable, suspendable, limitable } = actsOn(member, frame);
  const suspended = member.status === 'suspended';
  return (
    <SidePanel
      label={`Person ${personal(member.alias)}`}
      place={place}
      close={close}
      head={
        <div className={classes.head}>
          <PersonAvatar name={personal(member.alias)} size="large" />
          <div className={classes.who}>
            <h2 className={classes.name}>{personal(member.alias)}</h2>
            {member.email !== undefined && <p className={classes.email}>{personal(member.email)}</p>}
          </div>
        </div>
      }
      footer={
        removable || changeable || suspendable ? (
          <>
            {removable && (
              <Button
                variant="default"
                className={classes.remove}
                renderRoot={(props) => (
                  <Link {...props} to="/organizations/$organizationId/people/$personId/remove" params={of} />
                )}
              >
                Remove…
              </Button>
            )}
            {suspendable && !suspended && (
              <Button
                variant="default"
                renderRoot={(props) => (
                  <Link {...props} to="/organizations/$organizationId/people/$personId/suspend" params={of} />
                )}
              >
                Suspend…
              </Button>
            )}
            {suspendable && suspended && (
              <Button variant="default" onClick={reinstateActs.open}>
                Reinstate…
              </Button>
            )}
            {limitable && (
              <Button variant="default" onClick={limitActs.open}>
                Access…
              </Button>
            )}
            {changeable && <Button onClick={rolesActs.open}>Change roles</Button>}
          </>
        ) : undefined
      }
    >
      <Facts
        facts={[
          ['Roles', member.roleNames.join(', ')],
          ...(suspended ? ([['Status', 'Suspended: out everywhere until reinstated']] as const) : []),
          ...(member.roles.includes('external')
            ? ([
                ['May reach', mayReach(member)],
                ['Access', <AccessUntil key="access" at={member.accessUntil} />],
              ] as const)
            : []),
          ['Joined', <When key="joined" at={member.joinedAt} />],
          ['Last active', <When key="active" at={member.lastActiveAt} />],
          ['Id', <ShortId key="id" id={member.personId} what="person" />],
        ]}
      />
      <Access member={member} />
      {limitable && <AccessDialog members={[member]} opened={limiting} close={limitActs.close} />}
      {changeable && <RolesDialog member={member} opened={roles} close={rolesActs.close} />}
      {suspendable && <ReinstateDialog member={member} opened={reinstating} close={reinstateActs.close} />}
    </SidePanel>
  );
}

/** What the person may do, each with the role that allows it. */
function Access({ member }: { member: z.output<typeof Member> }) {
  const known = useRoles();
  // who may not read roles does not know what the organization's own allow: half of the answer would be a wrong one
  if (!member.roles.every((role) => isSystemRole(role) || known.own(role) !== undefined)) return null;
  const nameOf = new Map(member.roles.map((role, index) => [role, member.roleNames[index] ?? role]));
  const may = granted(member.roles, known.own);
  const cannot = peoplesPermissions.filter((each) => !may.has(each));
  return (
    <>
      <PanelHeading>What {personal(member.alias)} may do, and why</PanelHeading>
      <ul className={classes.access}>
        {[...may].map(([each, by]) => (
          <li key={each}>
            {permissions[each]}
            <span>{list(by.map((role) => nameOf.get(role) ?? role))}</span>
          </li>
        ))}
      </ul>
      {cannot.length > 0 && (
        <p className={classes.cannot}>Not: {cannot.map((each) => inSentence(permissions[each])).join('; ')}.</p>
      )}
    </>
  );
}
