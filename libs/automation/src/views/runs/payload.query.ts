import { routes } from '@annals/contracts';
import { onlyNow, query, serve } from '@annals/platform';
import { readPayload } from '../../run/payload.service';
import { theRun } from './runs.query';
import { runs } from './runs.view';

/** What a run was given and gave back. @throws Refused RUN_NOT_FOUND */
export const GetRunPayload = query(
  'GetRunPayload',
  runs,
  (db, asked: { readonly organizationId: string; readonly runId: string }, context) => theRun(db, asked, context),
  async ({ input, output }, { organizationId, runId }, vault) => ({
    input: await readPayload(onlyNow(vault), { organizationId, runId, what: 'input' }, input),
    output: await readPayload(onlyNow(vault), { organizationId, runId, what: 'output' }, output),
  }),
);

export const GetRunPayloadController = serve(routes.automation.getRunPayload, GetRunPayload);
