import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Column } from './data-table';

interface Naming<Row> {
  keyOf: (row: Row) => string;
  /** How a row is called: "Choose Eva". */
  nameOf: (row: Row) => string;
}

interface Choice<Row> {
  /** Of the rows that are shown: what is not seen is not acted on. */
  chosen: readonly Row[];
  clear: () => void;
  /** Chooses one of them. */
  box: (row: Row) => ReactNode;
  /** The same as the first column of a table, with all of them at its head. */
  column: Column<Row>;
}

/** Rows of a list that something is done about together. */
export function useChoice<Row>(rows: readonly Row[], { keyOf, nameOf }: Naming<Row>): Choice<Row> {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => keys.has(keyOf(row)));
  const all = rows.length > 0 && chosen.length === rows.length;
  const box = (row: Row) => (
    <Checkbox
      aria-label={`Choose ${nameOf(row)}`}
      checked={keys.has(keyOf(row))}
      onChange={() => {
        setKeys(turned(keys, keyOf(row)));
      }}
    />
  );
  const head = (
    <Checkbox
      aria-label="Choose all that are shown"
      checked={all}
      indeterminate={chosen.length > 0 && !all}
      onChange={() => {
        setKeys(new Set(all ? [] : rows.map(keyOf)));
      }}
    />
  );
  const clear = () => {
    setKeys(new Set());
  };
  return { chosen, clear, box, column: { key: 'choice', head, cell: box } };
}

/** With it where it was not among them, without it where it was. */
const turned = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set(keys.has(key) ? [...keys].filter((each) => each !== key) : [...keys, key]);
