import type { Compared } from '../../api/access';
import { date } from '../../format/time';

/** What became of somebody who could. */
export function standingWords({ standing, left }: Compared): string {
  if (standing === 'may') return 'Still can';
  if (standing === 'suspended') return 'Suspended';
  if (standing === 'left') return left === null ? 'Left' : `Left ${date(left.at)}`;
  return 'Can no more';
}
