/** Views: one definition, kept live, rebuilt and read by the engine; and reactions, whose rows are jobs. */
export { json, personal } from './definition/columns';
export type { ReadRow } from './definition/columns';
export { shown } from './definition/event';
export type { OwnedEvent, ViewEvent } from './definition/event';
export { counters, log, rows } from './definition/tables';
export { view } from './definition/view';
export type { AnyView, TablesOf, View } from './definition/view';
export { reaction } from './reactions/reaction';
export type { Job, Reaction } from './reactions/reaction';
export { givenLog, happened, someId, someLog, someOrganization } from './grammar/given-log';
export type { Circumstances, ViewRows } from './grammar/given-log';
export type { Moved } from './reader/moved';
export { ViewReader } from './reader/view-reader';
export type { ReadOptions, Scope, ViewReaderOptions } from './reader/view-reader';
export { listStops, releaseView } from './sql/stops';
export type { Release, StopRecord } from './sql/stops';
export { history } from './history/history';
export { leafOf } from './history/leaf';
