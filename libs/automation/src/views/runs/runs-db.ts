import type { TablesOf, ViewDb } from '@annals/views';
import type { runs } from './runs.view';

/** The tables of the view as queries read them. */
export type Tables = TablesOf<typeof runs>;
export type Db = ViewDb<typeof runs>;
