const sentences: Readonly<Record<string, (error: Error) => string>> = {
  EADDRINUSE: (error) =>
    `the port ${String(Reflect.get(error, 'port') ?? '')} is in use by another program; choose another one with --port.`,
  EACCES: (error) => `no permission to use ${String(Reflect.get(error, 'path') ?? 'the port')}.`,
  ENOSPC: () => 'the disk is full; free some space and start again.',
  ECONNREFUSED: (error) =>
    `nothing answers at ${String(Reflect.get(error, 'address') ?? 'the address')}:${String(Reflect.get(error, 'port') ?? '')}; is the database or event store running?`,
  ENOTFOUND: (error) => `the host ${String(Reflect.get(error, 'hostname') ?? '')} is not known; check the address.`,
  '28P01': () => 'the database refused the password of ANNALS_DATABASE_URL.',
  '28000': () => 'the database refused the user of ANNALS_DATABASE_URL.',
  '3D000': () => 'the database named in ANNALS_DATABASE_URL does not exist.',
  '53100': () => 'the disk of the database is full; free some space and start again.',
};

/** Why a process could not start, in one sentence without a stack. */
export function startupSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause =
    error instanceof AggregateError
      ? (error.errors.find((each): each is Error => each instanceof Error) ?? error)
      : error;
  const code: unknown = Reflect.get(cause, 'code');
  const sentence = typeof code === 'string' ? sentences[code] : undefined;
  if (sentence) return sentence(cause);
  return cause.message.split('\n')[0] ?? 'it could not start.';
}
