import { Erased } from '@annals/kernel';
import type { PlannedColumn } from '../definition/columns';
import type { PlannedTable } from '../definition/tables';

/** A value as it is kept between fold and write: `null` where there is none. */
export type Value = unknown;

const fits: Record<PlannedColumn['type'], (value: unknown) => boolean> = {
  uuid: (value) => typeof value === 'string',
  // Postgres has no U+0000, and keys are joined by it.
  text: (value) => typeof value === 'string' && !value.includes('\u0000'),
  int4: Number.isSafeInteger,
  int8: Number.isSafeInteger,
  bool: (value) => typeof value === 'boolean',
  instant: (value) => typeof value === 'string',
  json: (value) => !(value instanceof Erased),
  bytea: (value) => value instanceof Uint8Array,
};

/**
 * Checks a value against its column; what Postgres compares without case (uuids) is brought to one spelling.
 * @throws Error that names the column, when the value does not fit
 */
export function encode(column: PlannedColumn, value: unknown): Value {
  if (value === undefined || value === null) {
    if (column.nullable) return null;
    throw new Error(`Column ${column.name} needs a value`);
  }
  if (!fits[column.type](value))
    throw new Error(`Column ${column.name} (${column.type}) cannot hold ${describe(value)}`);
  return column.type === 'uuid' && typeof value === 'string' ? value.toLowerCase() : value;
}

function describe(value: unknown): string {
  return value instanceof Erased ? 'an erased part: read it by shown()' : `a value of type ${typeof value}`;
}

/** The values of a key in the order of the table, from either form that handlers may use. */
export function keyValues(table: PlannedTable, key: unknown): readonly Value[] {
  const given = key as Readonly<Record<string | number, unknown>>;
  const positional = Array.isArray(key);
  if (positional && key.length !== table.key.length)
    throw new Error(`A key of ${table.name} has ${table.key.length} columns`);
  return table.key.map((column, index) => encode(column, given[positional ? index : column.name]));
}

/** One string for a key: equal keys, equal strings. */
export const keyString = (values: readonly Value[]): string => values.join('\u0000');
