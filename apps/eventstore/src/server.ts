import { ServerCredentials, type Server } from '@grpc/grpc-js';
import { EventLog } from './log/event-log';
import { StorageRefused } from './log/schema';
import type { Endpoint } from './rpc/about';
import { Caller } from './rpc/access';
import { OpenCalls } from './rpc/call';
import { KEEPALIVE } from './rpc/connections';
import { unavailable } from './rpc/failures';
import { makeServer } from './rpc/services';
import { Users, type Credentials } from './rpc/users';

/** TLS, and who may come in by it. */
export interface Security {
  /** The server's certificate, and those it was issued by, in PEM. */
  readonly certificate: string;
  readonly privateKey: string;
  readonly users: readonly Credentials[];
}

export interface EventStoreOptions {
  /** Postgres that holds the log (schema `eventstore`); this server must be its only writer. */
  readonly databaseUrl: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly host?: string | undefined;
  /** Without it nothing is encrypted, and whoever reaches the port may do everything. */
  readonly security?: Security | undefined;
  /** As clients reach this server from where they are; without it the address by which each of them came. */
  readonly advertise?: Endpoint | undefined;
  /** For tests: awaited before every commit. */
  readonly commitDelay?: () => Promise<void>;
  /**
   * For tests: milliseconds after which a silent connection is asked for a sign of life, and again until it is ended.
   */
  readonly keepalive?: number;
  /** What went wrong without ending the server, one line each; stderr when left out. */
  readonly report?: (problem: string) => void;
}

export interface EventStoreServer {
  readonly port: number;
  /** Answers the appends already received, ends every open call with UNAVAILABLE and lets go of the log. */
  stop(): Promise<void>;
  /**
   * Settles when the server has ended; with the reason when it had to end by itself (another server took the log over).
   */
  readonly closed: Promise<StorageRefused | undefined>;
}

const STOP_PATIENCE = 3000;
function serverCredentials(security: Security | undefined): ServerCredentials {
  if (security === undefined) return ServerCredentials.createInsecure();
  return ServerCredentials.createSsl(null, [
    { cert_chain: Buffer.from(security.certificate), private_key: Buffer.from(security.privateKey) },
  ]);
}

function listen(server: Server, { host = '127.0.0.1', port, security }: EventStoreOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(
      `${host.includes(':') ? `[${host}]` : host}:${port}`,
      serverCredentials(security),
      (cause, bound) => {
        if (cause === null) resolve(bound);
        else
          reject(
            new StorageRefused(
              /EADDRINUSE/.test(cause.message)
                ? `Port ${port} is taken by another program: choose another one with --port.`
                : `The event store can't listen on ${host}:${port}: ${cause.message}.`,
              { cause },
            ),
          );
      },
    );
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, 500);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}

/**
 * Starts the embedded event store: the gRPC protocol of EventStoreDB on one side, tables in Postgres on the other.
 * @throws StorageRefused, whose message is one sentence, when the port or the database can't be had or another server
 * owns the log
 */
export async function startEventStore(options: EventStoreOptions): Promise<EventStoreServer> {
  const report =
    options.report ??
    ((problem: string): void => {
      process.stderr.write(`event store: ${problem}\n`);
    });
  const open = new OpenCalls();
  let ended: (reason: StorageRefused | undefined) => void;
  const closed = new Promise<StorageRefused | undefined>((resolve) => {
    ended = resolve;
  });
  let stopping: Promise<void> | undefined;
  const stop = (reason?: StorageRefused): Promise<void> =>
    (stopping ??= (async () => {
      await log.stopWriting(STOP_PATIENCE);
      open.failAll(unavailable());
      await shutDown(server);
      await log.close();
      ended(reason);
    })());
  const log = await EventLog.open({
    databaseUrl: options.databaseUrl,
    commitDelay: options.commitDelay,
    report,
    mustEnd: (reason) => {
      void stop(reason);
    },
  });
  const users = options.security && new Users(options.security.users);
  const server = makeServer(
    {
      log,
      open,
      report,
      keepalive: options.keepalive ?? KEEPALIVE,
      callerOf: (metadata) => (users === undefined ? Caller.unchecked : users.callerOf(metadata)),
    },
    options.advertise,
  );
  try {
    const port = await listen(server, options);
    return { port, stop: () => stop(), closed };
  } catch (error) {
    await log.stopWriting(0);
    await log.close();
    throw error;
  }
}
