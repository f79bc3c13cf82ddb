import type { Moved } from '@annals/views';
import { asyncScheduler, filter, groupBy, mergeMap, throttleTime, type Observable } from 'rxjs';

/** A page that fetches a view again five times a second is live enough. */
export const MOVE_PAUSE_MS = 200;

/**
 * What one stream is told of all that moves: each view at once, and then not more often than every 200 ms, always
 * ending with its newest position. Every signal costs a look at the session and a fetch by the page, so a busy
 * organization must not cost them for every event.
 */
export function movesOf(moved: Observable<Moved>, concerns: (moved: Moved) => boolean): Observable<Moved> {
  return moved.pipe(
    filter(concerns),
    groupBy(({ view }) => view),
    mergeMap((ofView) => ofView.pipe(throttleTime(MOVE_PAUSE_MS, asyncScheduler, { leading: true, trailing: true }))),
  );
}
