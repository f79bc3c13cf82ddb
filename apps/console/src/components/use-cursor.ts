import { useEffect, useRef, useState } from 'react';

interface Cursor {
  newer: (() => void) | undefined;
  older: (() => void) | undefined;
}

/**
 * Newer and older pages by cursors. The cursor is in the URL; the way back is remembered while the page is open, and
 * starts from the newest otherwise.
 * @param at the cursor of the page that is shown, undefined for the newest
 * @param next the cursor of the following page, null at the end
 */
export function useCursor(
  at: string | undefined,
  next: string | null,
  go: (cursor: string | undefined) => void,
): Cursor {
  const [back, setBack] = useState<readonly (string | undefined)[]>([]);
  const shown = useRef(at);
  // Another page of a list is read from its top, not from where the last one was left.
  useEffect(() => {
    if (shown.current !== at) document.getElementById('content')?.scrollTo({ top: 0 });
    shown.current = at;
  }, [at]);
  return {
    newer:
      at === undefined
        ? undefined
        : () => {
            setBack(back.slice(0, -1));
            go(back.at(-1));
          },
    older:
      next === null
        ? undefined
        : () => {
            setBack([...back, at]);
            go(next);
          },
  };
}
