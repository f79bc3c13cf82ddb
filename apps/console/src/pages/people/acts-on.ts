import type { Member } from '@annals/contracts';
import type { z } from 'zod';
import type { OrganizationFrame } from '../../app/frame/frame-context';

/** What the reader may do about somebody; nobody changes their own access. */
export function actsOn(
  { personId, roles }: Pick<z.output<typeof Member>, 'personId' | 'roles'>,
  {
    membership,
    can,
  }: Pick<OrganizationFrame, 'can'> & { membership: Pick<OrganizationFrame['membership'], 'personId'> },
) {
  const other = personId !== membership.personId;
  const changeable = other && can('members.roles:change');
  return {
    removable: other && can('members:remove'),
    suspendable: other && can('members:suspend'),
    changeable,
    /** When their access ends can be said: only that of an external ends by itself. */
    limitable: changeable && roles.includes('external'),
  };
}
