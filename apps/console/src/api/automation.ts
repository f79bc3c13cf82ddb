import { type CallOf, callOf, routes } from '@annals/contracts';
import { call } from './client';
import { everyRow } from './every-row';

const api = routes.automation;
type Query = Readonly<Record<string, string | number | undefined>>;
type Without<R extends (typeof api)[keyof typeof api], Name extends string> = Omit<CallOf<R>, Name>;

export const readBots = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(api.listBots)({ ...query, organizationId }, signal);
/** All bots by name, to choose one. */
export const readEveryBot = async (organizationId: string, signal?: AbortSignal) =>
  (
    await everyRow(
      (page) => readBots(organizationId, page, signal),
      ({ items }) => items,
    )
  ).rows;
export const readBot = (organizationId: string, botId: string, signal?: AbortSignal) =>
  call(api.getBot)({ organizationId, botId }, signal);
export const registerBot = (
  organizationId: string,
  body: Without<typeof api.registerBot, 'organizationId'>,
  key: string,
) => call(api.registerBot)({ organizationId, ...body }, key);
export const disableBot = (
  organizationId: string,
  botId: string,
  { body, key }: { body: Without<typeof api.disableBot, 'organizationId' | 'botId'>; key: string },
) => call(api.disableBot)({ organizationId, botId, ...body }, key);
export const enableBot = (organizationId: string, botId: string, key: string) =>
  call(api.enableBot)({ organizationId, botId }, key);

export const lockBot = (
  organizationId: string,
  botId: string,
  { body, key }: { body: { reason?: string }; key: string },
) => call(api.lockBot)({ organizationId, botId, ...body }, key);
export const unlockBot = (organizationId: string, botId: string, key: string) =>
  call(api.unlockBot)({ organizationId, botId }, key);
export const updateBot = (
  organizationId: string,
  botId: string,
  { body, key }: { body: Without<typeof api.updateBot, 'organizationId' | 'botId'>; key: string },
) => call(api.updateBot)({ organizationId, botId, ...body }, key);

export const setConcurrency = (
  organizationId: string,
  botId: string,
  { atOnce, key }: { atOnce: number; key: string },
) => call(api.setConcurrency)({ organizationId, botId, atOnce }, key);

export const readRuns = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(api.listRuns)({ ...query, organizationId }, signal);
export const readRunFigures = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(api.getRunFigures)({ ...query, organizationId }, signal);
/** Where a browser gets the history as a file, which it takes piece by piece. */
export const runsFile = (organizationId: string, query: Query): string =>
  callOf(api.exportRuns, { ...query, organizationId }).path;
export const runLinesFile = (organizationId: string, query: Query): string =>
  callOf(api.exportRunLines, { ...query, organizationId }).path;
/** What the history can be filtered by. */
export async function readRunFilters(organizationId: string, signal?: AbortSignal) {
  const { first, rows } = await everyRow(
    (page) => call(api.getRunFilters)({ ...page, organizationId }, signal),
    ({ actors }) => actors,
  );
  const triggers = await everyRow(
    (page) => call(api.listFiredTriggers)({ ...page, organizationId }, signal),
    ({ items }) => items,
  );
  const bots = await everyRow(
    (page) => call(api.listBotsOfRuns)({ ...page, organizationId }, signal),
    ({ items }) => items,
  );
  return { ...first, actors: rows, triggers: triggers.rows, bots: bots.rows };
}
export const readRun = (organizationId: string, runId: string, signal?: AbortSignal) =>
  call(api.getRun)({ organizationId, runId }, signal);
export const requestRun = (organizationId: string, botId: string, key: string) =>
  call(api.requestRun)({ organizationId, botId }, key);
export const stopRun = (organizationId: string, runId: string, key: string) =>
  call(api.stopRun)({ organizationId, runId }, key);
export const killRun = (organizationId: string, runId: string, key: string) =>
  call(api.killRun)({ organizationId, runId }, key);
export const suspendRun = (organizationId: string, runId: string, key: string) =>
  call(api.suspendRun)({ organizationId, runId }, key);
export const resumeRun = (organizationId: string, runId: string, key: string) =>
  call(api.resumeRun)({ organizationId, runId }, key);
export const annotateRun = (organizationId: string, runId: string, { note, key }: { note: string; key: string }) =>
  call(api.annotateRun)({ organizationId, runId, note }, key);
export const retryRun = (organizationId: string, runId: string, key: string) =>
  call(api.retryRun)({ organizationId, runId }, key);
/** What would be done to which of the runs that match. It changes nothing. */
export const previewBulkAction = (
  organizationId: string,
  body: Without<typeof api.previewBulkAction, 'organizationId'>,
  key: string,
) => call(api.previewBulkAction)({ organizationId, ...body }, key);
export const startBulkAction = (
  organizationId: string,
  body: Without<typeof api.startBulkAction, 'organizationId'>,
  key: string,
) => call(api.startBulkAction)({ organizationId, ...body }, key);
export const stopBulkAction = (organizationId: string, bulkId: string, key: string) =>
  call(api.stopBulkAction)({ organizationId, bulkId }, key);
export const readBulkActions = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(api.listBulkActions)({ ...query, organizationId }, signal);
export const readBulkAction = (organizationId: string, bulkId: string, signal?: AbortSignal) =>
  call(api.getBulkAction)({ organizationId, bulkId }, signal);
export const readRunPayload = (organizationId: string, runId: string, signal?: AbortSignal) =>
  call(api.getRunPayload)({ organizationId, runId }, signal);
export const readRunLog = (organizationId: string, runId: string, signal?: AbortSignal) =>
  call(api.readLog)({ organizationId, runId }, signal);
export const readOverview = (organizationId: string, days: number, signal?: AbortSignal) =>
  call(api.getOverview)({ organizationId, days }, signal);
