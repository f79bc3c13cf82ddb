import { useMediaQuery } from '@mantine/hooks';
import type { Key, MouseEvent, ReactNode } from 'react';
import classes from './data-table.module.css';

/** A column. `spare`: the first to go when the table gets narrow (2 goes before 1). */
export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  end?: boolean;
  spare?: 1 | 2;
  wide?: boolean;
  opens?: boolean;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** Opens the row's panel; without it rows do not open. The column with `opens` holds the button. */
  open?: (row: Row) => void;
  selected?: Key | undefined;
  /** The row at 360 px: two or three lines. */
  small: (row: Row, name: (content: ReactNode) => ReactNode) => ReactNode;
}

/** Rows of 40 to 45 px under a head that stays; a list of small rows where a table does not fit. */
export function DataTable<Row>(props: Props<Row>) {
  const small = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  return small ? <SmallRows {...props} /> : <Table {...props} />;
}

function Table<Row>({ label, columns, rows, rowKey, open, selected }: Props<Row>) {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-end={column.end} data-spare={column.spare} data-wide={column.wide}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-selected={selected === rowKey(row) || undefined}
              data-opens={open !== undefined || undefined}
              onClick={(event) => {
                if (open !== undefined && !onControl(event)) open(row);
              }}
            >
              {columns.map((column) => (
                <td key={column.key} data-end={column.end} data-spare={column.spare} data-wide={column.wide}>
                  {column.opens === true && open !== undefined ? (
                    <RowButton
                      open={() => {
                        open(row);
                      }}
                      isOpen={selected === rowKey(row)}
                    >
                      {column.cell(row)}
                    </RowButton>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SmallRows<Row>({ label, rows, rowKey, open, selected, small }: Props<Row>) {
  return (
    <ul className={classes.list} aria-label={label}>
      {rows.map((row) => {
        const name = (content: ReactNode) =>
          open === undefined ? (
            content
          ) : (
            <RowButton
              open={() => {
                open(row);
              }}
              isOpen={selected === rowKey(row)}
            >
              {content}
            </RowButton>
          );
        return (
          <li
            key={rowKey(row)}
            className={classes.small}
            data-opens={open !== undefined || undefined}
            onClick={(event) => {
              if (open !== undefined && !onControl(event)) open(row);
            }}
          >
            {small(row, name)}
          </li>
        );
      })}
    </ul>
  );
}

function RowButton({ open, isOpen, children }: { open: () => void; isOpen: boolean; children: ReactNode }) {
  return (
    <button type="button" className={classes.open} data-row data-open={isOpen} aria-expanded={isOpen} onClick={open}>
      {children}
    </button>
  );
}

/** Controls inside a row act by themselves; so does selecting text. */
function onControl(event: MouseEvent): boolean {
  const target = event.target;
  return (
    (target instanceof Element && target.closest('button, a, input, label, [role=menu], [role=dialog]') !== null) ||
    (window.getSelection()?.toString() ?? '') !== ''
  );
}
