import { startupSentence } from './startup-sentence';

interface Running {
  /** What it serves on, where it serves. */
  readonly port?: number;
  /** Ends what was started, after work in hand is done. */
  readonly stop: () => Promise<unknown>;
}

/**
 * So long work in hand may take to its end; what goes on longer hangs, and must not leave an orphan behind. Whoever
 * ends us waits a little longer.
 */
const STOP_LIMIT_MS = 10_000;
/**
 * When the supervisor was killed the event store ends at the same moment: what waits for it never ends, and the next
 * start waits for us.
 */
const ORPHAN_LIMIT_MS = 3_000;

/**
 * The life of one process of Annals: start, say that it is ready, and end on SIGTERM, on Ctrl-C, or when its supervisor
 * is gone. With an IPC channel readiness is the message `{ type: 'ready', port }`; alone it is a line on stdout. A
 * start that fails prints one sentence and exits with 1.
 */
export async function runProcess(name: string, start: () => Promise<Running>): Promise<void> {
  // A log file on a full disk, or a terminal that was closed, must not end what still serves: these lines are lost,
  // later ones are written again.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const stops: (() => Promise<unknown>)[] = [];
  let stopping = false;
  const stop = (code: number, limit = STOP_LIMIT_MS) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(code || 1), limit).unref();
    Promise.all(stops.map((each) => each())).then(
      () => process.exit(code),
      (error: unknown) => fail(name, error),
    );
  };
  process.once('SIGTERM', () => stop(0));
  process.once('SIGINT', () => stop(0));
  if (process.send) process.once('disconnect', () => stop(0, ORPHAN_LIMIT_MS));
  try {
    const running = await start();
    stops.push(running.stop);
    announce(name, running.port);
  } catch (error) {
    fail(name, error);
  }
}

function announce(name: string, port: number | undefined): void {
  if (process.send) process.send({ type: 'ready', ...(port === undefined ? {} : { port }) });
  else process.stdout.write(`annals ${name} is ready${port === undefined ? '' : ` on port ${port}`}\n`);
}

function fail(name: string, error: unknown): never {
  process.stderr.write(`annals ${name}: ${startupSentence(error)}\n`);
  process.exit(1);
}
