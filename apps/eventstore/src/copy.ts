import { parseArgs } from 'node:util';
import { AccessRefused, AppendRejected, EventStoreUnavailable, LogDamaged, OutcomeUnknown, RawStore } from '@annals/eventstore';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { compareLogs, copyLog, type Copied } from './copy/copy-log';
import { CopyRefused } from './copy/refused';
import type { Verified } from './copy/verify';

const USAGE = 'Usage: annals eventstore copy --to esdb://… [--from esdb://…] [--verify-only]';

interface Given {
  readonly from: string;
  readonly to: string;
  readonly verifyOnly: boolean;
}

function given(): Given {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' }, 'verify-only': { type: 'boolean', default: false } } });
  const from = values.from ?? process.env['ANNALS_EVENTSTORE_URL'];
  if (values.to === undefined) throw new CopyRefused(`Say where to copy the log to. ${USAGE}`);
  if (from === undefined || from === '') throw new CopyRefused(`Say which log to copy with --from. ${USAGE}`);
  if (from === values.to) throw new CopyRefused('Source and target are the same event store.');
  return { from, to: values.to, verifyOnly: values['verify-only'] };
}

/** A connection string without what nobody else may read. */
const shown = (connectionString: string): string => connectionString.replace(/^([^/]*\/\/)(?:[^/]*@)?([^/?]*).*$/s, '$1$2');

function open(connectionString: string, role: 'source' | 'target'): RawStore {
  try {
    return new RawStore(connectionString, `the ${role} ${shown(connectionString)}`);
  } catch (cause) {
    throw new CopyRefused(`The ${role} is given by no connection string of an event store, such as esdb://user:password@host:2113 or esdb://host:2113?tls=false.`, { cause });
  }
}

/** Progress: one line that changes on a terminal, a line each elsewhere. */
const tell = (line: string): void => { process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`); };

function report(result: Verified | Copied): void {
  const { events, streams, serverMade, left, differences } = result;
  const lines = 'written' in result ? [`${result.written} events were written in ${result.seconds.toFixed(1)} s.`] : [];
  if (differences.length === 0) lines.push(`${events} events in ${streams} streams compared, all equal.`);
  else lines.push(`${events} events in ${streams} streams compared; they are NOT equal:`, ...differences.map((sentence) => `  ${sentence}`));
  if (serverMade > 0) lines.push(`${serverMade} of them were made by the servers themselves (deletions) and have ids of their own.`);
  for (const [stream, count] of left) lines.push(`Not copied, because it belongs to the source's server: ${stream} (${count} ${count === 1 ? 'event' : 'events'}).`);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function main(): Promise<boolean> {
  setLogVerbosity(logVerbosity.NONE); // what goes wrong is said once, by us
  const { from, to, verifyOnly } = given();
  const route = { source: open(from, 'source'), target: open(to, 'target') };
  const result = verifyOnly ? await compareLogs(route, tell) : await copyLog(route, tell);
  report(result);
  await Promise.all([route.source.close(), route.target.close()]);
  return result.differences.length === 0;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CopyRefused || error instanceof LogDamaged) return error.message;
  if (error instanceof AccessRefused || error instanceof AppendRejected) return `${error.message}.`;
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return `${error.message} ${USAGE}`;
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  if (error instanceof EventStoreUnavailable || error instanceof OutcomeUnknown) return `${error.message}${cause}. Run the same command again: it goes on where it was.`;
  return `The copy failed: ${error.stack ?? error.message}`;
}

main().then((equal) => process.exit(equal ? 0 : 1), (error: unknown) => {
  process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}${explain(error)}\n`);
  process.exit(1);
});
