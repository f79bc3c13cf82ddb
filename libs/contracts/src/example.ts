import { z } from 'zod';

/** What a JSON schema may say of a value, as far as an example goes by it. */
interface Schema {
  /** A contract with a name stands among the definitions. */
  readonly $ref?: string;
  readonly definitions?: Definitions;
  readonly type?: string;
  readonly format?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly minLength?: number;
}

type Definitions = Readonly<Record<string, Schema>>;

/**
 * A value that a contract takes: what a well-behaved caller would send, without what may be left out. Where that does
 * not follow from the form of a field, the contract says it: `.meta({ example: 'correct horse battery' })`.
 */
export function exampleOf(contract: z.ZodType): unknown {
  const schema = z.toJSONSchema(contract, { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' }) as Schema;
  return valueOf(schema, schema.definitions ?? {});
}

function valueOf(schema: Schema, named: Definitions): unknown {
  if (schema.$ref !== undefined) return valueOf(named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, named);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return valueOf(schema.anyOf[0] ?? {}, named);
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, valueOf(schema.properties?.[name] ?? {}, named)]),
    );
  if (schema.type === 'array') return [valueOf(schema.items ?? {}, named)];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
  if (schema.format === 'email') return 'somebody@acme.example';
  return 'a sensible value'.padEnd(schema.minLength ?? 0, '.');
}
