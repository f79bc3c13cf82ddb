import { parseArgs } from 'node:util';
import { defaultDataFolder, readSettings, secretsFileIn, withOwnAccess } from '@annals/config';
import {
  AccessRefused,
  AppendRejected,
  EventStoreUnavailable,
  LogDamaged,
  OutcomeUnknown,
  RawStore,
  greet,
} from '@annals/eventstore';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { AwaitedStore } from './copy/awaited-store';
import { compareLogs, copyLog, type Copied } from './copy/copy-log';
import { CopyRefused, LogsDiffer, REMEDY } from './copy/refused';
import type { Verified } from './copy/verify';

const USAGE = 'Usage: annals eventstore copy --to esdb://… [--from esdb://…] [--verify-only]';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly verifyOnly: boolean;
}

function given(): CopyOptions {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, to: { type: 'string' }, 'verify-only': { type: 'boolean', default: false } },
  });
  const {
    ANNALS_EVENTSTORE_URL,
    ANNALS_DATA = defaultDataFolder(),
    ANNALS_SECRETS_FILE = secretsFileIn(ANNALS_DATA),
  } = readSettings({ env: process.env });
  const from = values.from ?? ANNALS_EVENTSTORE_URL;
  if (values.to === undefined) throw new CopyRefused(`Say where to copy the log to. ${USAGE}`);
  if (from === undefined) throw new CopyRefused(`Say which log to copy with --from. ${USAGE}`);
  if (from === values.to) throw new CopyRefused('Source and target are the same event store.');
  return {
    from: withOwnAccess(from, ANNALS_SECRETS_FILE),
    to: withOwnAccess(values.to, ANNALS_SECRETS_FILE),
    verifyOnly: values['verify-only'],
  };
}

/** A connection string without what nobody else may read. */
const shown = (connectionString: string): string =>
  connectionString.replace(/^([^/]*\/\/)(?:[^/]*@)?([^/?]*).*$/s, '$1$2');

type Role = 'source' | 'target';

const nameOf = (connectionString: string, role: Role): string => `the ${role} ${shown(connectionString)}`;

function open(connectionString: string, role: Role): RawStore {
  try {
    return new RawStore(connectionString, nameOf(connectionString, role));
  } catch (cause) {
    if (cause instanceof Error && /certificate/.test(cause.message))
      throw new CopyRefused(
        `A certificate that the connection string of the ${role} names is not there: correct the name of its file.`,
        { cause },
      );
    throw new CopyRefused(
      `The ${role} is given by no connection string of an event store, such as esdb://user:password@host:2113 or esdb://host:2113?tls=false.`,
      { cause },
    );
  }
}

/** Progress: one line that changes on a terminal, a line each elsewhere. */
const tell = (line: string): void => {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
};

function report(result: Verified | Copied): void {
  const { events, streams, serverMade, left, differences } = result;
  const lines = 'written' in result ? [`${result.written} events were written in ${result.seconds.toFixed(1)} s.`] : [];
  if (differences.length === 0) lines.push(`${events} events in ${streams} streams compared, all equal.`);
  else
    lines.push(
      `${events} events in ${streams} streams compared; they are NOT equal:`,
      ...differences.map((sentence) => `  ${sentence}`),
    );
  if (serverMade > 0)
    lines.push(`${serverMade} of them were made by the servers themselves (deletions) and have ids of their own.`);
  for (const [stream, count] of left)
    lines.push(
      `Not copied, because it belongs to the source's server: ${stream} (${count} ${count === 1 ? 'event' : 'events'}).`,
    );
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** @throws CopyRefused when it is TLS or a certificate why an event store can't be spoken to */
async function mustBeUnderstood(connectionString: string, role: Role): Promise<void> {
  const { why } = await greet(connectionString, `the connection string of the ${role}`);
  if (why !== undefined) throw new CopyRefused(why);
}

async function work({ from, to, verifyOnly }: CopyOptions): Promise<Verified | Copied> {
  const stores = [open(from, 'source'), open(to, 'target')] as const;
  const awaited = (store: RawStore, name: string) => new AwaitedStore(store, { name, tell });
  const route = {
    source: awaited(stores[0], nameOf(from, 'source')),
    target: awaited(stores[1], nameOf(to, 'target')),
  };
  try {
    const result = verifyOnly ? await compareLogs(route, tell) : await copyLog(route, tell);
    await Promise.all(stores.map((store) => store.close()));
    return result;
  } catch (error) {
    if (error instanceof EventStoreUnavailable)
      await Promise.all([mustBeUnderstood(from, 'source'), mustBeUnderstood(to, 'target')]);
    throw error;
  }
}

async function main(): Promise<boolean> {
  setLogVerbosity(logVerbosity.NONE); // what goes wrong is said once, by us
  const result = await work(given());
  report(result);
  return result.differences.length === 0;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof LogsDiffer) return `${error.message} ${REMEDY}`;
  if (error instanceof CopyRefused || error instanceof LogDamaged) return error.message;
  if (error instanceof AccessRefused || error instanceof AppendRejected) return `${error.message}.`;
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return `${error.message} ${USAGE}`;
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  if (error instanceof EventStoreUnavailable || error instanceof OutcomeUnknown)
    return `${error.message}${cause}. Run the same command again: it goes on where it was.`;
  return `The copy failed: ${error.stack ?? error.message}`;
}

main().then(
  (equal) => process.exit(equal ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}${explain(error)}\n`);
    process.exit(1);
  },
);
