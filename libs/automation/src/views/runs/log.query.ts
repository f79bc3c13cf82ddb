import { routes, type AskedOf } from '@annals/contracts';
import { onlyNow, query, serve } from '@annals/platform';
import { theRun } from './runs.query';
import { runs } from './runs.view';

/** What a run said. @throws Refused RUN_NOT_FOUND */
export const ReadLog = query(
  'ReadLog',
  runs,
  (db, asked: AskedOf<typeof routes.automation.readLog>, context) => theRun(db, asked, context),
  (_, { after, ...run }, vault) => onlyNow(vault).runLogs.read(run, after),
);

export const ReadLogController = serve(routes.automation.readLog, ReadLog);
