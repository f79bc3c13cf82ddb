import type { Member } from '@annals/contracts';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { PersonAvatar } from '../../components/avatar';
import { personal } from '../../format/words';
import classes from './people.module.css';

export type AnyMember = z.output<typeof Member>;
export const statusNames: Readonly<Record<AnyMember['status'], string>> = { active: 'Active', suspended: 'Suspended' };

/** Name and address of a person, with their picture. */
export function Person({ member }: { member: AnyMember }) {
  const { membership } = useOrganization();
  return (
    <span className={classes.person}>
      <PersonAvatar name={personal(member.alias)} />
      <span className={classes.names}>
        <span>
          {personal(member.alias)}
          {member.personId === membership.personId && <span className={classes.you}>You</span>}
          {member.roles.includes('external') && <span className={classes.external}>External</span>}
          {member.status === 'suspended' && <span className={classes.suspended}>{statusNames.suspended}</span>}
        </span>
        {member.email !== undefined && <span className={classes.email}>{personal(member.email)}</span>}
      </span>
    </span>
  );
}
