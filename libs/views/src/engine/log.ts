/** Where the engine tells people what happens; pino and Nest's adapters fit. */
export interface EngineLog {
  info(fields: object, message: string): void;
  /** Something that a person must look at: an alarm. */
  error(fields: object, message: string): void;
}

const plain = (_key: string, value: unknown): unknown =>
  value instanceof Error
    ? { name: value.name, message: value.message, stack: value.stack, cause: value.cause }
    : typeof value === 'bigint'
      ? String(value)
      : value;
const line = (level: string, fields: object, message: string): string =>
  `${JSON.stringify({ level, time: new Date().toISOString(), ...fields, message }, plain)}\n`;
const nothing = (): void => undefined;

/**
 * One JSON object per line: what happens on standard output, alarms on standard error.
 * @param level `silent` says nothing, `warn` and `error` alarms only
 */
export function consoleLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info'): EngineLog {
  return {
    info:
      level === 'debug' || level === 'info'
        ? (fields, message) => {
            process.stdout.write(line('info', fields, message));
          }
        : nothing,
    error:
      level === 'silent'
        ? nothing
        : (fields, message) => {
            process.stderr.write(line('error', fields, message));
          },
  };
}
