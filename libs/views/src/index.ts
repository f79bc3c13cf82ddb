/** Views: one definition, kept live, rebuilt and read by the engine; and reactions, whose rows are jobs. */
export { json, personal } from './definition/columns';
export type { ReadRow } from './definition/columns';
export { owned, reasonOf, shown } from './definition/event';
export type { OwnedEvent, ViewEvent } from './definition/event';
export { counters, log, rows } from './definition/tables';
export type { RowsOf, Writer } from './definition/tables';
export { view, viewsOf } from './definition/view';
export type { AnyView, TablesOf, View, ViewDb } from './definition/view';
export { reaction, reactionsOf } from './reactions/reaction';
export type { Job, Reaction } from './reactions/reaction';
export { givenLog, happened, someId, someLog, someOrganization } from './grammar/given-log';
export { jobsOf } from './grammar/jobs-of';
export { rowOf } from './grammar/row-of';
export type { Circumstances, ViewRows } from './grammar/given-log';
export type { Moved } from './reader/moved';
export { ViewReader } from './reader/view-reader';
export { personalCells } from './reader/personal-cells';
export { byName, NAME_COLLATION } from './reader/by-name';
export { contains } from './reader/contains';
export { amongBots, inWorkspaces, type BotScope, type WorkspaceScope } from './reader/in-workspaces';
export {
  ascending,
  cursorOf,
  cut,
  descending,
  firstOf,
  following,
  keptText,
  key,
  pageOf,
  placeOf,
} from './reader/page';
export { searched } from './reader/searched';
export { pageOfAll } from './reader/page-of-all';
export type { Order, Page, Paging } from './reader/page';
export type { Moment } from './past/moment';
export type { EventPlace, Extent } from './past/moments';
export { PastFolder, type PastFolderOptions } from './past/folder';
export type { Scope } from './reader/inside';
export type { ReadOptions } from './reader/reads';
export type { ViewReaderOptions } from './reader/view-reader';
export { listDeadLetters, retryDeadLetter } from './operate/dead-letters';
export type { DeadLetter } from './operate/dead-letters';
export {
  organizationRequests,
  organizationStates,
  type OrganizationRequest,
  type OrganizationState,
} from './operate/organizations';
export { findGaps, isComplete } from './operate/gaps';
export type { Counted, GapReport } from './operate/gaps';
export { followerStates } from './operate/states';
export type { FollowerState } from './operate/states';
export { listStops, releaseView } from './operate/stops';
export type { Release, StopRecord } from './operate/stops';
export { history } from './history/history';
export { eventsSealedWith, type SealedEvents } from './history/sealed-with';
export { Projector } from './engine/projector';
export type { ProjectorOptions } from './engine/projector';
export { consoleLog } from './engine/log';
export type { EngineLog } from './engine/log';
export { beginReactions } from './reactions/begin';
export { PATIENCE } from './reactions/job-queue';
export type { Held, JobHandler, Patience } from './reactions/job-queue';
export { Reactor } from './reactions/reactor';
export type { ReactorOptions } from './reactions/reactor';
export { rebuild, rollBack } from './rebuild/rebuild';
export { RebuildRefused } from './rebuild/rebuild-options';
export type { RebuildOptions, RebuildReport } from './rebuild/rebuild-options';
export type { TableComparison } from './rebuild/compare';
export type { Progress } from './sql/ledger';
