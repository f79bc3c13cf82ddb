import { type Member, roleThere } from '@annals/contracts';
import type { z } from 'zod';
import { count, list } from '../../format/words';

type Reaching = Pick<z.output<typeof Member>, 'roles' | 'workspaces'>;
/** So many are called by their names. */
const NAMED = 2;

/** "Care and Customs", "Care, Customs and 3 more"; "All, reads only" by a role of the organization. */
export function mayReach({ roles, workspaces }: Reaching): string {
  const everywhere = roleThere(roles, null)?.role;
  if (everywhere === 'owner') return 'All';
  const names = workspaces.map(({ name }) => name);
  const some =
    names.length <= NAMED + 1 ? list(names) : list([...names.slice(0, NAMED), `${count(names.length - NAMED)} more`]);
  if (everywhere === undefined) return some === '' ? 'Nothing yet' : some;
  return some === '' ? 'All, reads only' : `All, reads only; ${some}`;
}
