import { useEffect, useRef, useState } from 'react';
import { merge } from './merge-rows';

interface Steady<Row> {
  rows: readonly Row[];
  fresh: number;
  show: () => void;
}

/**
 * Live rows do not move: rows that are on the screen are renewed in place, new ones are counted until the reader asks
 * for them.
 * @param latest the newest page as fetched
 * @param idOf what tells rows apart
 * @param view names the list (filters, page): another one starts afresh; undefined while its rows are still on their
 * way
 */
export function useSteadyRows<Row>(
  latest: readonly Row[],
  idOf: (row: Row) => string,
  view: string | undefined,
): Steady<Row> {
  const [shown, setShown] = useState<{ view: string | undefined; rows: readonly Row[] }>({ view, rows: latest });
  const renewed = merge(shown.view === view ? shown.rows : [], latest, idOf);
  const latestRef = useRef(latest);
  useEffect(() => {
    latestRef.current = latest;
  });
  const stale = view === undefined || shown.view !== view || shown.rows.length === 0;
  useEffect(() => {
    if (stale && view !== undefined && latest.length > 0) setShown({ view, rows: latest });
  }, [stale, view, latest]);
  if (stale) return { rows: latest, fresh: 0, show: () => undefined };
  const known = new Set(shown.rows.map(idOf));
  const fresh = latest.findIndex((row) => known.has(idOf(row)));
  return {
    rows: renewed,
    fresh: fresh === -1 ? latest.length : fresh,
    show: () => {
      setShown({ view, rows: latestRef.current });
    },
  };
}
