import { loadSecrets, SecretsFileError, type VaultSecrets } from '@annals/vault';
import { DatabaseError } from 'pg';
import { DamagedLog } from '../log/damage';
import { StorageRefused } from '../log/schema';
import { BackupRefused } from './format';

/** The keys that open a vault. */
export interface OpenedSecrets {
  readonly secretsFile: string;
  readonly secrets: VaultSecrets;
}

/** What backup and restore work on; they are told by the environment, as every process is. */
export interface Installation extends OpenedSecrets {
  readonly databaseUrl: string;
}

/** @throws BackupRefused, SecretsFileError */
export async function secretsOf({ ANNALS_SECRETS_FILE: secretsFile = '' }: NodeJS.ProcessEnv): Promise<OpenedSecrets> {
  if (secretsFile === '')
    throw new BackupRefused('ANNALS_SECRETS_FILE is missing: it names the file of the keys that open the vault.');
  return { secretsFile, secrets: await loadSecrets({ file: secretsFile, create: false }) };
}

/** @throws BackupRefused, SecretsFileError */
export async function installationOf(env: NodeJS.ProcessEnv): Promise<Installation> {
  const { ANNALS_DATABASE_URL: databaseUrl = '' } = env;
  if (databaseUrl === '')
    throw new BackupRefused('ANNALS_DATABASE_URL is missing: it names the database of the log and the vault.');
  return { databaseUrl, ...(await secretsOf(env)) };
}

/** On stderr, so that stdout holds the result alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function explain(error: unknown): string {
  if (
    error instanceof BackupRefused ||
    error instanceof StorageRefused ||
    error instanceof DamagedLog ||
    error instanceof SecretsFileError
  )
    return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === '53100') return 'The disk is full: free some space.';
  if (code.startsWith('ERR_PARSE_ARGS')) return error.message;
  return error instanceof DatabaseError ? `The database refused: ${error.message}.` : (error.stack ?? error.message);
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
const BETWEEN_LOOKS_MS = 500;

/**
 * Ends this process at SIGINT (exit code 130) and SIGTERM (143), and with `withParent` also when the process that
 * started it has died.
 * @param giveUp undoes, at once, what must not stay, and gives the sentence about it; undefined when it is too late and
 * the tool ends by itself
 */
export function endsEarly(name: string, giveUp: () => string | undefined, { withParent = false } = {}): void {
  const end = (signal: keyof typeof EXIT_CODES): void => {
    const sentence = giveUp();
    if (sentence === undefined) return;
    say(`annals eventstore ${name}: ${sentence}`);
    process.exit(EXIT_CODES[signal]);
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  const parent = process.ppid;
  if (withParent)
    setInterval(() => {
      if (process.ppid !== parent) end('SIGTERM');
    }, BETWEEN_LOOKS_MS).unref();
}

/** Runs a tool to its end: exit code 0, or 1 with a sentence on stderr. */
export function runTool(name: string, tool: () => Promise<void>): void {
  tool().then(
    () => process.exit(0),
    (error: unknown) => {
      say(`annals eventstore ${name}: ${explain(error)}`);
      process.exit(1);
    },
  );
}
