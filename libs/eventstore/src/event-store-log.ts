/**
 * Where the event store's client tells people what happens to it; pino, Nest's adapters and the views' engine log fit.
 */
export interface EventStoreLog {
  info(facts: object, text: string): void;
  /** Something that a person must look at: an alarm. */
  error(facts: object, text: string): void;
}

const line = (level: string, facts: object, text: string): string =>
  `${JSON.stringify({ level, time: new Date().toISOString(), ...facts, message: text })}\n`;

/** One JSON object per line on standard error: what is said where nobody gave a log. */
export const standardError: EventStoreLog = {
  info: (facts, text) => {
    process.stderr.write(line('info', facts, text));
  },
  error: (facts, text) => {
    process.stderr.write(line('error', facts, text));
  },
};
