import type { CustomTypesConfig, QueryArrayConfig } from 'pg';
import { types } from 'pg';

/** A revision as Postgres takes it. */
export const int8 = (value: number): string => (value >= 2 ** 63 ? '9223372036854775807' : String(value));

/**
 * int8 as number (positions and revisions stay below 2^53; 2^63-1 becomes the double 2^63); everything else as pg has
 * it.
 */
export const numbers: CustomTypesConfig = {
  getTypeParser: (id: number) => {
    const parser: unknown = id === INT8 ? Number : types.getTypeParser(id, 'text');
    return typeof parser === 'function' ? parser : String;
  },
};

/** Type number of int8 in Postgres. */
const INT8 = 20;

/** A named (prepared) query that answers arrays with plain numbers. */
export function prepared(name: string, text: string, values: unknown[]): QueryArrayConfig {
  return { name, text, values, rowMode: 'array', types: numbers };
}

/**
 * For every connection to the log: rows are found by an index, whatever Postgres thinks of the size of the tables. A
 * prepared plan made while a log was young would else read the whole table when it is old.
 */
export const BY_INDEX =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';
