import { addresses } from './addresses';
import { architecture } from './architecture';
import { environment } from './environment';
import { events } from './events';
import { frontDoors } from './front-doors';
import { merged } from './merged';
import { ownEvents } from './own-events';
import { paths } from './paths';
import { promised } from './promised';
import { roles } from './roles';
import type { Rule } from './rule';
import { specs } from './specs';
import { topLevel } from './top-level';
import { typeChecked } from './type-checked';
import { views } from './views';
import { wired } from './wired';

/** The rules of the house (architecture §2), checked by `npm run lint`. */
export const rules: readonly Rule[] = [
  topLevel,
  paths,
  roles,
  frontDoors,
  environment,
  specs,
  typeChecked,
  merged,
  events,
  ownEvents,
  views,
  wired,
  promised,
  architecture,
  addresses,
];
