import { spawn } from 'node:child_process';
import { Unsaid } from './unsaid';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that it wrote to its standard output, as far as it is kept. */
  readonly output: string;
}

/** A command that runs. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** The lines that it has written since they were taken last, to whichever output. */
  takeLines(): string[];
  /** To it and whatever it started. */
  signal(name: NodeJS.Signals): void;
}

interface Work {
  readonly runId: string;
  /** JSON; what there is to read on its standard input. */
  readonly input: string;
  /** What its bot is set to; undefined where nobody published a version. */
  readonly configuration: { readonly version: number; readonly value?: unknown } | undefined;
}

/** Longer output is no output of a run. */
const MOST_OUTPUT = 1024 * 1024;

/**
 * Starts the command with the input on its standard input, and `ANNALS_RUN_ID`; `ANNALS_BOT_CONFIG` as JSON and
 * `ANNALS_BOT_CONFIG_VERSION` where the bot has a configuration.
 */
export function startCommand(
  [program = '', ...args]: readonly string[],
  { runId, input, configuration }: Work,
): Running {
  const { ANNALS_BOT_KEY: _key, ANNALS_BOT_CONFIG: _set, ANNALS_BOT_CONFIG_VERSION: _version, ...others } = process.env;
  const env = configuration
    ? {
        ...others,
        ANNALS_BOT_CONFIG: JSON.stringify(configuration.value),
        ANNALS_BOT_CONFIG_VERSION: String(configuration.version),
      }
    : others;
  // A group of its own: what it starts is ended with it.
  const child = spawn(program, args, { env: { ...env, ANNALS_RUN_ID: runId }, detached: true });
  const unsaid = new Unsaid();
  const [said, complained] = [unsaid.writer(), unsaid.writer()];
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output.length <= MOST_OUTPUT) output += text;
    said.write(text);
  });
  child.stderr.setEncoding('utf8').on('data', complained.write);
  child.stdin.on('error', () => undefined); // it need not read
  child.stdin.end(input);
  let isOver = false;
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      isOver = true;
      said.end();
      complained.end();
      resolve({ code, signal, output });
    });
  });
  return {
    ended,
    takeLines: () => unsaid.take(),
    signal: (name) => {
      if (child.pid !== undefined && !isOver) signalGroup(child.pid, name);
    },
  };
}

/** Also where the command itself has gone, and what it started has not. */
function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // all of it has gone
  }
}
