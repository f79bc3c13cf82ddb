import { exportedList, routes, type Run as RunAnswer } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import {
  Incoming,
  ListFiles,
  On,
  type Arrived,
  type Columns,
  type ListPart,
  type QueryContext,
} from '@annals/platform';
import { Controller, Inject, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ListExportedRuns } from './export-runs.query';
import { runs } from './runs.view';

type Route = typeof routes.automation.exportRuns;
type Asked = Arrived<Route>['asked'];
type Run = z.output<typeof RunAnswer>;

/** B11: the history as a file, of what somebody may take out of it. */
@Controller()
export class ExportRunsController {
  constructor(@Inject(ListFiles) private readonly files: ListFiles) {}

  @On(routes.automation.exportRuns)
  asCsv(@Incoming() arrived: Arrived<Route>, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return this.files.send(listOf(arrived.asked), arrived, reply);
  }

  @On(routes.automation.exportRunLines)
  asLines(
    @Incoming() arrived: Arrived<Route>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.files.send({ ...listOf(arrived.asked), as: 'json-lines' }, arrived, reply);
  }
}

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
