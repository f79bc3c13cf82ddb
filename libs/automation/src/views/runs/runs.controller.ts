import { routes } from '@annals/contracts';
import { type RequestFacts, serve } from '@annals/platform';
import { RunQuery, RunsQuery } from './runs.query';

const sightOf = ({ permissions }: RequestFacts) => ({
  people: permissions.has('members:read'),
  keys: permissions.has('api_keys:read'),
});

export const ListRunsController = serve(
  routes.automation.listRuns,
  ({ asked, caller, minPosition }) => new RunsQuery({ ...asked, sight: sightOf(caller) }, minPosition),
);

export const GetRunController = serve(
  routes.automation.getRun,
  ({ asked, caller, minPosition }) => new RunQuery({ ...asked, sight: sightOf(caller) }, minPosition),
);
