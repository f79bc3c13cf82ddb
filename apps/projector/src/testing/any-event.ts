import { eventDefinitions, type AnyEvent, type EventDefinition } from '@annals/contracts';
import fc from 'fast-check';
import { z } from 'zod';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/**
 * Whatever a text could be: every code unit, also U+0000 and halves of surrogate pairs, and what pages, SQL and
 * Postgres' arrays take for theirs.
 */
const anyText = (most: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: Math.min(most, 40) }),
    fc.string({ unit: 'grapheme', maxLength: Math.min(most, 40) }),
    fc.constantFrom(
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff!',
      '{"\\}',
      "'; DROP",
      'NULL',
      ' ',
      '\u202e',
      'é',
      'x'.repeat(most),
    ),
  );

function text({ format, pattern, maxLength = 3000 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc.oneof(
      fc
        .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      fc.constantFrom('0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'),
    );
  if (format === 'email')
    return fc.oneof(fc.emailAddress(), fc.constantFrom('a&b@example.com', 'jörg@münchen.example'));
  if (pattern !== undefined) return fc.oneof(fc.stringMatching(new RegExp(pattern, 'u')), anyText(maxLength));
  return anyText(maxLength);
}

function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueOf));
  if (schema.type === 'string') return text(schema);
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.oneof(
      fc.integer({
        min: Math.max(schema.minimum ?? -(2 ** 31), -(2 ** 31)),
        max: Math.min(schema.maximum ?? 2 ** 31 - 1, 2 ** 31 - 1),
      }),
      fc.maxSafeInteger(),
    );
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array') return fc.array(valueOf(schema.items ?? {}), { maxLength: 5 });
  if (schema.type === 'object')
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valueOf(each)])),
      { requiredKeys: [...(schema.required ?? [])] },
    );
  return fc.constant(null);
}

/** What a part's schema lets through, as it comes out of it. */
const partOf = (part: z.ZodObject): fc.Arbitrary<unknown> =>
  valueOf(z.toJSONSchema(part, { unrepresentable: 'any' }) as Schema)
    .map((value) => part.safeParse(value))
    .filter(({ success }) => success)
    .map(({ data }) => data);

/** Any valid event of a definition. */
export function anyEventOf({ type, data, personal, text: typed }: EventDefinition): fc.Arbitrary<AnyEvent> {
  return fc.record({
    type: fc.constant(type),
    data: partOf(data),
    ...(personal ? { personal: partOf(personal) } : {}),
    ...(typed ? { text: partOf(typed) } : {}),
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<AnyEvent>;
}

export const definitions = [...eventDefinitions.values()];
