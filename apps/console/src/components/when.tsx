import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { instantLookedAt, onLook } from '../api/past';
import { exact, local, relative } from '../format/time';
import classes from './when.module.css';

const beat = 5_000;
let now = Date.now();
const waiting = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  waiting.add(listener);
  timer ??= window.setInterval(() => {
    now = Date.now();
    waiting.forEach((each) => {
      each();
    });
  }, beat);
  return () => {
    waiting.delete(listener);
    if (waiting.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The instant that is looked at, in milliseconds: the present one, or that of the past that is shown. */
export function useNow(): number {
  const present = useWallClock();
  return useSyncExternalStore(onLook, instantLookedAt) ?? present;
}

/** The present instant in milliseconds, moving every 5 s for everything on the screen at once. */
export function useWallClock(): number {
  return useSyncExternalStore(subscribe, () => {
    if (Date.now() - now > beat) now = Date.now();
    return now;
  });
}

/** An instant relative to now; exact in UTC and local time on hover and focus. Nothing known is "–". */
export function When({ at }: { at: string | null }) {
  const current = useNow();
  if (at === null) return <span>–</span>;
  return (
    <Tooltip
      label={
        <>
          {exact(at)}
          <br />
          {local(at)}
        </>
      }
      openDelay={200}
    >
      <time dateTime={at} className={classes.when}>
        {relative(at, current)}
      </time>
    </Tooltip>
  );
}
