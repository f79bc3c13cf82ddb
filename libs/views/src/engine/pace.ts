/**
 * A transaction costs the same for one event as for twenty. So a piece that comes right after another one waits a
 * moment for company; after a pause, none does. It is the least that a view lags behind under load.
 */
const LIVE_PACE_MS = 10;
/**
 * A machine that is short of breath gets larger pieces: writing takes a half of the time at most, as long as nothing
 * waits longer than this.
 */
const LONGEST_PACE_MS = 100;
/** While there is much to catch up with nobody waits for one event, and pieces are larger. */
const BULK_PACE_MS = 50;
/** A piece of so many waits for nobody. */
const BULK = 1000;

/** When the next piece of the log is handed out. */
export class Pace {
  private takenAt = -Infinity;
  /** How long the last piece took to be written. */
  private writingMs = 0;

  /** @param paceMs milliseconds between two pieces while it is live */
  constructor(private readonly paceMs = LIVE_PACE_MS) {}

  taken(): void {
    this.takenAt = performance.now();
  }

  wrote(milliseconds: number): void {
    this.writingMs = milliseconds;
  }

  /** Milliseconds until a piece is due; 0 or less: at once. */
  dueIn({ events, live }: { readonly events: readonly unknown[]; readonly live: boolean }): number {
    if (events.length >= BULK) return 0;
    const pace = live ? Math.max(this.paceMs, Math.min(2 * this.writingMs, LONGEST_PACE_MS)) : BULK_PACE_MS;
    return this.takenAt + pace - performance.now();
  }
}
