import { exportedList, routes, type Run as RunAnswer } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { serveList, type Arrived, type Columns, type ListPart, type QueryContext } from '@annals/platform';
import { z } from 'zod';
import { ListExportedRuns } from './export-runs.query';
import { runs } from './runs.view';

type Route = typeof routes.automation.exportRuns;
type Asked = Arrived<Route>['asked'];
type Run = z.output<typeof RunAnswer>;

function listOf({ organizationId, ...filter }: Asked) {
  const { actor, search: _, ...filteredBy } = filter;
  return {
    name: 'runs',
    view: runs,
    list: exportedList.enum.runs,
    organizationId,
    access: routes.automation.exportRuns.access,
    byWorkspace: true as const,
    filter,
    filteredBy: { ...filteredBy, ...(actor === undefined ? {} : { asker: askerOf(actor) }) },
    columns,
    page: (part: ListPart, context: QueryContext) =>
      new ListExportedRuns.Query({ organizationId, ...filter, ...part }, context),
  };
}

function askerOf(actor: string) {
  const { kind, id } = parseActor(actor);
  return { kind, ...(z.uuid().safeParse(id).success ? { id } : {}) };
}

const columns: Columns<Run> = {
  runId: ({ runId }) => runId,
  botId: ({ botId }) => botId,
  botName: ({ botName }) => botName,
  status: ({ status }) => status,
  source: ({ source }) => source,
  requestedBy: ({ requestedBy: { kind, id } }) => `${kind}:${id ?? ''}`,
  requestedByName: ({ requestedBy: { label } }) => (label === null ? '[erased]' : (label ?? '')),
  requestedAt: ({ requestedAt }) => requestedAt,
  startedAt: ({ startedAt }) => startedAt ?? '',
  endedAt: ({ endedAt }) => endedAt ?? '',
  code: ({ code }) => code ?? '',
  error: ({ error }) => error ?? '',
  triggerId: ({ trigger }) => trigger?.triggerId ?? '',
  retryOf: ({ retryOf }) => retryOf ?? '',
};

/** B11: the history as a file, of what somebody may take out of it. */
export const ExportRunsController = serveList(routes.automation.exportRuns, ({ asked }) => listOf(asked));
export const ExportRunLinesController = serveList(routes.automation.exportRunLines, ({ asked }) => ({
  ...listOf(asked),
  as: 'json-lines',
}));
