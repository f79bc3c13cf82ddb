/** Where the engine tells people what happens; pino and Nest's adapters fit. */
export interface EngineLog {
  info(fields: object, message: string): void;
  /** Something that a person must look at: an alarm. */
  error(fields: object, message: string): void;
}

const line = (level: string, fields: object, message: string): string => `${JSON.stringify({ level, time: new Date().toISOString(), ...fields, message }, (_key, value: unknown) =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack, cause: value.cause } : typeof value === 'bigint' ? String(value) : value)}\n`;

/** One JSON object per line on standard output, alarms on standard error. */
export const consoleLog: EngineLog = {
  info: (fields, message) => { process.stdout.write(line('info', fields, message)); },
  error: (fields, message) => { process.stderr.write(line('error', fields, message)); },
};
