import { routes } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import { readPayload } from '../../run/payload.service';
import { theRun } from './runs.query';
import { runs } from './runs.view';

/** What a run was given and gave back. @throws Refused RUN_NOT_FOUND */
export const GetRunPayload = query(
  'GetRunPayload',
  runs,
  (db, asked: { readonly organizationId: string; readonly runId: string }) => theRun(db, asked),
  async ({ input, output }, { organizationId, runId }, vault) => ({
    input: await readPayload(vault, { organizationId, runId, what: 'input' }, input),
    output: await readPayload(vault, { organizationId, runId, what: 'output' }, output),
  }),
);

export const GetRunPayloadController = serve(routes.automation.getRunPayload, GetRunPayload);
