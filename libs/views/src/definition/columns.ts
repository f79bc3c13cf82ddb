import type { Instant } from '@annals/kernel';

/**
 * What the columns of a view can hold; the value is what handlers write and queries read. `int8` reads as a number:
 * counts, never positions.
 */
export interface BaseValues {
  uuid: string;
  text: string;
  int4: number;
  int8: number;
  bool: boolean;
  instant: Instant;
  json: unknown;
  bytea: Uint8Array;
}
export type BaseType = keyof BaseValues;

/** A column that identifies a person: nullable text, empty once that person is erased. */
export interface Personal {
  readonly personal: string;
}

/** A JSON column whose values have a known type. */
export interface TypedJson<Value> {
  readonly json: true;
  /** Only for the compiler: nothing is stored here. */
  readonly of?: Value;
}

/** A column as a view declares it; the suffix `?` makes it nullable. */
export type Column = BaseType | `${BaseType}?` | Personal | TypedJson<unknown>;
export type Columns = Readonly<Record<string, Column>>;

/**
 * A `personal` column: `person` names the column of the same table that holds the id of its person. No key and no
 * counter may rest on it.
 */
export const personal = (person: string): Personal => ({ personal: person });

/** A JSON column with a type: `roles: json<readonly Role[]>()`. */
export const json = <Value>(): TypedJson<Value> => ({ json: true });

/** What a query reads from a column. */
export type ReadValue<C> = C extends `${infer Base extends BaseType}?`
  ? BaseValues[Base] | null
  : C extends BaseType
    ? BaseValues[C]
    : C extends Personal
      ? string | null
      : C extends TypedJson<infer Value>
        ? Value
        : never;

type NullableKeys<C extends Columns> = { [K in keyof C]: C[K] extends `${string}?` | Personal ? K : never }[keyof C];

/** A row as a query reads it. */
export type ReadRow<C extends Columns> = { [K in keyof C]: ReadValue<C[K]> };
/** A row as a handler puts it: nullable columns may be left out, they become null. */
export type PutRow<C extends Columns> = { readonly [K in Exclude<keyof C, NullableKeys<C>>]: ReadValue<C[K]> } & {
  readonly [K in NullableKeys<C>]?: ReadValue<C[K]>;
};

/** A column as the engine uses it. */
export interface PlannedColumn {
  readonly name: string;
  readonly type: BaseType;
  readonly nullable: boolean;
  /** The column with the id of the person whose data this is. */
  readonly personalOf?: string;
}

/** Reads a declaration. */
export function planColumn(name: string, column: Column): PlannedColumn {
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(name)) throw new Error(`"${name}" is no name for a column`);
  if (typeof column !== 'string') {
    return 'personal' in column
      ? { name, type: 'text', nullable: true, personalOf: column.personal }
      : { name, type: 'json', nullable: false };
  }
  const nullable = column.endsWith('?');
  return { name, type: (nullable ? column.slice(0, -1) : column) as BaseType, nullable };
}
