import { useEffect, useId, useRef, useSyncExternalStore } from 'react';

/** Something that a button of the page does; the palette offers it too. */
export interface OfferedAct {
  label: string;
  does: () => void;
}

const offered = new Map<string, readonly OfferedAct[]>();
const listeners = new Set<() => void>();
let all: readonly OfferedAct[] = [];

function changed(): void {
  all = [...offered.values()].flat();
  for (const listener of listeners) listener();
}

/** What can be done about what is open on the page: as long as it is open, the palette knows it. */
export function useOffers(acts: readonly OfferedAct[]): void {
  const id = useId();
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  const labels = acts.map(({ label }) => label).join('\n');
  useEffect(() => {
    const does = (label: string) => () => newest.current.find((act) => act.label === label)?.does();
    offered.set(
      id,
      labels
        .split('\n')
        .filter((label) => label !== '')
        .map((label) => ({ label, does: does(label) })),
    );
    changed();
    return () => {
      offered.delete(id);
      changed();
    };
  }, [id, labels]);
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** What the page offers now. */
export const useOffered = (): readonly OfferedAct[] => useSyncExternalStore(listen, () => all);
