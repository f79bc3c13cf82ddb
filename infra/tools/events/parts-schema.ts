import type { EventDefinition } from '@annals/contracts';
import { z } from 'zod';

/** A JSON schema. */
export type Schema = z.core.JSONSchema.BaseSchema;

const NOISE = new Set(['$schema', 'description', 'title', 'examples']);

/**
 * The same promise gives the same text: keys sorted, words for people and examples left out. A pattern beside a format is zod's way
 * of checking that format, which an update of zod may change; the promise is the format.
 */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !NOISE.has(key) && !(key === 'pattern' && 'format' in value));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]));
}

/** The JSON schema of a part of an event; undefined where the event has no such part. */
export function schemaOf(definition: EventDefinition, part: 'data' | 'personal' | 'text'): Schema | undefined {
  const schema = definition[part];
  return schema === undefined ? undefined : z.toJSONSchema(schema, { io: 'output' });
}

/** Everything about an event type that is stored for ever, as one text. */
export function promiseOf(definition: EventDefinition): string {
  const parts = {
    data: schemaOf(definition, 'data'),
    personal: schemaOf(definition, 'personal'),
    of: definition.of,
    text: schemaOf(definition, 'text'),
  };
  return JSON.stringify(canonical(parts));
}
