import { configurationLimits, PublishVersion, secretIn } from '@annals/contracts';

/** A configuration as it was typed: the object, or what is wrong with it. */
export type Typed = { value: Record<string, unknown> } | { wrong: string };

/** Reads what somebody typed as a configuration, with a sentence where it is none. */
export function readTyped(text: string): Typed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { wrong: `This is no JSON yet: ${error instanceof Error ? error.message : String(error)}.` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { wrong: 'A configuration is a JSON object: { "name": "value" }.' };
  const { success, data } = PublishVersion.shape.configuration.safeParse(value);
  const { kib, levels } = configurationLimits;
  if (!success) return { wrong: `A configuration has at most ${kib} KiB, and ${levels} levels.` };
  const at = secretIn(data);
  return at === undefined ? { value: data } : { wrong: `${at}: ${SECRET}` };
}

const SECRET = 'this looks like a secret. Name the variable of the worker that holds it, as in "$PORTAL_PASSWORD".';
