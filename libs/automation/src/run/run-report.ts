import { refused as refusal } from '@annals/contracts';

/** What is answered about a run. */
export interface RunReport {
  readonly runId: string;
  readonly revision: number;
  readonly position: string;
}

/**
 * The answer to a request or a start.
 * @param refused the run's stream says that it was refused there: read from the stream, so that a repeated command is
 * answered alike
 * @throws Refused BOT_DISABLED with the run's id and where its refusal is: the refusal is a fact that stays (B11)
 */
export function reportOf({
  runId,
  decided,
  refused,
}: {
  runId: string;
  decided: { readonly revision: number; readonly position: string };
  refused: boolean;
}): RunReport {
  const report = { runId, revision: decided.revision, position: decided.position };
  if (refused) throw refusal('BOT_DISABLED', report);
  return report;
}
