import { checkViews } from '../views/lock';
import type { Rule } from './rule';

/** Rows are what the version of their view says: a change of tables or handlers comes with a new one. */
export const views: Rule = { name: 'views', check: checkViews };
