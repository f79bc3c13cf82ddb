/** Why the embedded Postgres could not be started: the message is one sentence for the person at the terminal. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';
}

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/No space left on device/, 'The disk is full'],
  [/could not bind .*address|Address already in use/, 'Its port is taken by another program'],
  [
    /error while loading shared libraries: (\S+)/,
    'A shared library of its binaries is missing (was npm run with --omit=optional?)',
  ],
  [/database files are incompatible with server/, 'The data folder belongs to another major version of Postgres'],
  [/could not look up effective user ID/, 'The current user has no entry in /etc/passwd, which Postgres needs'],
  [/[Pp]ermission denied/, 'A file in its folder may not be read or written by the user it runs as'],
];

/**
 * Turns what initdb or postgres printed into one sentence.
 * @param what what was tried, e.g. "Postgres could not be started in /data/postgres"
 * @param output what the program printed; its last FATAL or error line is quoted
 */
export function explained(what: string, output: string): PostgresStartError {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const worst = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it printed nothing';
  const cause = KNOWN.find(([pattern]) => pattern.test(output))?.[1];
  const quoted = worst.replace(/^.*?(FATAL|PANIC|error): */, '');
  return new PostgresStartError(cause === undefined ? `${what}: ${quoted}.` : `${what}: ${cause} ("${quoted}").`);
}
