import { type Permission, permissions, roleNameUnder } from '@annals/contracts';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import type { AnyRole } from '../../components/use-roles';
import { count, inSentence, list, permissionWords, personal, plural } from '../../format/words';
import { areasOf } from './areas';
import classes from './roles.module.css';

/** So many lines say what a role does; the others are in the list beside it. */
const LINES = 8;

/** What somebody with the role will be able to do. */
export function Will({ name, chosen }: { name: string; chosen: readonly Permission[] }) {
  const called = name.trim() === '' ? 'Who holds it' : `Who is ${name.trim()}`;
  return (
    <Box title={`${called} may`}>
      <ul className={classes.sum}>
        {chosen.slice(0, LINES).map((each) => (
          <li key={each}>
            <IconCheck size={16} stroke={2} className={classes.yes} aria-hidden />
            {inSentence(permissions[each])}
          </li>
        ))}
        {chosen.length > LINES && <li>and {plural(chosen.length - LINES, 'more thing')}</li>}
        {chosen.length === 0 && <li>nothing yet</li>}
        <Wont chosen={chosen} />
      </ul>
    </Box>
  );
}

/** What they see and do nothing of at all. */
function Wont({ chosen }: { chosen: readonly Permission[] }) {
  const none = areasOf().filter(({ permissions: each }) => !each.some((one) => chosen.includes(one)));
  if (chosen.length === 0 || none.length === 0) return null;
  return (
    <li className={classes.wont}>
      <IconX size={16} stroke={1.7} aria-hidden />
      nothing of {list(none.map(({ name }) => inSentence(name)))}
    </li>
  );
}

/** What it allows beyond the role that it started from, or was, and what it does not. */
export function Beside({ base, chosen }: { base: AnyRole; chosen: readonly Permission[] }) {
  const more = chosen.filter((each) => !base.permissions.includes(each));
  const less = base.permissions.filter((each) => !chosen.some((one) => one === each));
  if (!base.builtIn && more.length + less.length === 0) return null;
  const words = (all: readonly string[]) => list(all.map((each) => inSentence(permissionWords(each))));
  return (
    <Box title={`Beside ${base.name}${base.builtIn ? '' : ' as it is'}`}>
      <div className={classes.sum}>
        <p>{more.length === 0 ? 'Nothing more.' : `${more.length} more: ${words(more)}.`}</p>
        <p>{less.length === 0 ? 'Nothing less.' : `${less.length} less: ${words(less)}.`}</p>
      </div>
    </Box>
  );
}

/** So many of its holders are named. */
const NAMED = 3;

/** Whom a change of the role hits, by name. */
export function HeldBy({ role: { role, members } }: { role: AnyRole }) {
  const { organizationId, can } = useOrganization();
  const holders = useQuery({ ...membersQuery(organizationId, { role, limit: NAMED }), enabled: can('members:read') });
  const names = (holders.data?.items ?? []).map(({ alias }) => personal(alias));
  if (names.length === 0) return `${plural(members, 'person holds', 'people hold')} it.`;
  const more = members - names.length;
  return `${list([...names, ...(more > 0 ? [`${count(more)} more`] : [])])} ${members === 1 ? 'holds' : 'hold'} it.`;
}

/** What cannot be given, and who could. */
export function OutOfReach({ many }: { many: number }) {
  const { organizationId, membership, can } = useOrganization();
  const owners = useQuery({
    ...membersQuery(organizationId, { role: 'owner', limit: 3 }),
    enabled: can('members:read'),
  });
  const names = list((owners.data?.items ?? []).map(({ alias }) => personal(alias)));
  return (
    <p className={classes.note}>
      <b>{plural(many, 'permission is', 'permissions are')} out of reach</b>
      You are {list(membership.roleNames)}. What you don’t hold, you can’t give.
      {names === '' ? '' : ` ${names} (${roleNameUnder(membership.terms.owner, 'owner')}) can add it later.`}
    </p>
  );
}
