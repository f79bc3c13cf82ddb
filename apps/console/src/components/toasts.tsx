import { IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import { UnstyledButton } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import classes from './toasts.module.css';

/** What a toast says; errors are never toasts, they stay where they happened. */
export interface Toast {
  text: string;
  undo?: () => void;
}

let current: (Toast & { id: number }) | null = null;
let last = 0;
const listeners = new Set<() => void>();
const set = (next: typeof current) => {
  current = next;
  listeners.forEach((listener) => {
    listener();
  });
};

/** Says that something has been done, at the bottom, for 6 s. */
export const toast = (next: Toast): void => {
  set({ ...next, id: ++last });
};

/** The place where toasts appear; one per page. It stays while hovered or focused. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (shown === null || held) return undefined;
    const timer = window.setTimeout(() => {
      set(null);
    }, 6_000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [shown, held]);
  return (
    <div role="status" className={classes.place}>
      {shown !== null && (
        <div
          className={classes.toast}
          onMouseEnter={() => {
            setHeld(true);
          }}
          onMouseLeave={() => {
            setHeld(false);
          }}
          onFocus={() => {
            setHeld(true);
          }}
          onBlur={() => {
            setHeld(false);
          }}
        >
          <IconCircleCheckFilled size={17} aria-hidden className={classes.icon} />
          <span>{shown.text}</span>
          {shown.undo !== undefined && (
            <UnstyledButton
              className={classes.undo}
              onClick={() => {
                set(null);
                setHeld(false);
                shown.undo?.();
              }}
            >
              Undo
            </UnstyledButton>
          )}
          <UnstyledButton
            className={classes.close}
            aria-label="Dismiss"
            onClick={() => {
              set(null);
              setHeld(false);
            }}
          >
            <IconX size={15} stroke={1.7} aria-hidden />
          </UnstyledButton>
        </div>
      )}
    </div>
  );
}
