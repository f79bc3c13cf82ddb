import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';

/** What of a grid the keyboard stops at: the one thing to do in a cell, or the cell where there is none. */
const STOP = '[data-stop]';

/** Its stops, row by row; rows without one (headings of groups) are passed over. */
const stopsOf = (grid: HTMLElement): HTMLElement[][] =>
  [...grid.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll<HTMLElement>(STOP)])
    .filter((row) => row.length > 0);

/** Where a key leads from a cell; undefined of keys that lead nowhere. */
function led(key: string, toEnds: boolean, at: { row: number; column: number }): typeof at | undefined {
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: at.row - 1 };
    case 'ArrowDown':
      return { ...at, row: at.row + 1 };
    case 'ArrowLeft':
      return { ...at, column: at.column - 1 };
    case 'ArrowRight':
      return { ...at, column: at.column + 1 };
    case 'Home':
      return { row: toEnds ? 0 : at.row, column: 0 };
    case 'End':
      return { row: toEnds ? Infinity : at.row, column: Infinity };
    default:
      return undefined;
  }
}

const within = <T>(all: readonly T[], at: number): T | undefined => all[Math.max(0, Math.min(at, all.length - 1))];

/**
 * A table that is one stop of the Tab key, and gone through by arrows, Home and End (WAI-ARIA APG, grid). Its cells
 * have `data-stop` and `tabIndex={-1}` where the keyboard comes; Enter on a cell presses the button of its row.
 */
export function useGrid() {
  const ref = useRef<HTMLTableElement>(null);
  const lead = (stop: HTMLElement | undefined) => {
    if (!stop) return;
    for (const other of ref.current?.querySelectorAll<HTMLElement>(`${STOP}[tabindex="0"]`) ?? []) other.tabIndex = -1;
    stop.tabIndex = 0;
  };
  // what Tab led to may have been filtered away
  useEffect(() => {
    if (ref.current && !ref.current.querySelector(`${STOP}[tabindex="0"]`)) lead(stopsOf(ref.current)[0]?.[0]);
  });
  const onFocus = (event: FocusEvent) => {
    const stop = event.target.closest<HTMLElement>(STOP);
    if (stop) lead(stop);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const stop = event.target instanceof Element ? event.target.closest<HTMLElement>(STOP) : null;
    if (!ref.current || !stop || event.altKey) return;
    const rows = stopsOf(ref.current);
    const row = rows.findIndex((each) => each.includes(stop));
    const to = led(event.key, event.ctrlKey, { row, column: rows[row]?.indexOf(stop) ?? 0 });
    if (to) {
      event.preventDefault();
      const next = within(within(rows, to.row) ?? [], to.column);
      lead(next);
      next?.focus();
    } else if (event.key === 'Enter' && stop.matches('td')) stop.parentElement?.querySelector('button')?.click();
  };
  return { ref, role: 'grid', onFocus, onKeyDown } as const;
}
