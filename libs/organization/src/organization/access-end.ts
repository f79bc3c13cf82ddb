import { refused, type Role } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import { isExternal } from './people';

/** An end that is further away is none. */
const FURTHEST = { days: 3 * 366 };

/** W15: externals only, and not in the past. @throws Refused NOT_EXTERNAL, ACCESS_END_INVALID */
export function mustBeAnEnd(until: Instant, roles: readonly Role[], now: Instant): void {
  if (!isExternal(roles)) throw refused('NOT_EXTERNAL');
  if (until <= now || until > plus(now, FURTHEST)) throw refused('ACCESS_END_INVALID');
}
