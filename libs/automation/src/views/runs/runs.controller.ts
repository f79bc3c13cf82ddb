import * as api from '@annals/contracts';
import { Answers, Caller, MinPosition, ReadsOwnWrites, type RequestFacts, Requires } from '@annals/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RunQuery, RunsQuery } from './runs.query';

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/runs')
export class RunsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('runs:read')
  @ReadsOwnWrites()
  @Answers(200, 'Every run, newest first; refused ones with their reason.', api.Runs)
  list(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Query({ schema: api.ListRuns }) asked: z.output<typeof api.ListRuns>,
    @Caller() caller: RequestFacts,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new RunsQuery({ organizationId, sight: sightOf(caller), ...asked }, minPosition));
  }

  @Get(':runId')
  @Requires('runs:read')
  @ReadsOwnWrites()
  @Answers(200, 'One run.', api.Run)
  get(
    @Param({ schema: api.RunParams }) params: z.output<typeof api.RunParams>,
    @Caller() caller: RequestFacts,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new RunQuery({ ...params, sight: sightOf(caller) }, minPosition));
  }
}

const sightOf = ({ permissions }: RequestFacts) => ({
  people: permissions.has('members:read'),
  keys: permissions.has('api_keys:read'),
});
