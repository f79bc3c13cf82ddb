import type { Config } from '@annals/config';
import { EventCounter } from '@annals/eventstore';
import { followerStates, type FollowerState } from '@annals/views';
import { Gauge, type Registry } from 'prom-client';

/** Beyond it nobody wants to know the number. */
const MOST_BEHIND = 10_000;

/**
 * How far every view and reaction is behind the log: looked at whenever the metrics are asked for. Seconds are those
 * since it was last seen at the end of the log, so they are as fine as the questions are frequent.
 */
export function viewGauges(
  registry: Registry,
  { databaseUrl, eventstoreUrl }: Pick<Config, 'databaseUrl' | 'eventstoreUrl'>,
): void {
  const counter = new EventCounter(eventstoreUrl);
  const lastAtEnd = new Map<string, number>();
  let looking: Promise<void> | undefined;
  // Every gauge is asked by itself and at the same time; one look serves them all.
  const collect = (): Promise<void> =>
    (looking ??= look().finally(() => {
      looking = undefined;
    }));
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['name', 'generation'], registers: [registry], collect });
  const seconds = gauge(
    'annals_view_lag_seconds',
    'Seconds since the view or reaction was last seen at the end of the log',
  );
  const stopped = gauge(
    'annals_view_stopped',
    '1 where the view or reaction stands still until an operator releases it',
  );
  const behind = gauge(
    'annals_view_lag_events',
    `Events that the view or reaction is behind the log, ${MOST_BEHIND} and one for more`,
  );

  async function look(): Promise<void> {
    const states = await followerStates(databaseUrl);
    const counts = new Map<string, number>();
    for (const { position, after } of states) {
      if (!counts.has(position)) counts.set(position, await counter.after(after, MOST_BEHIND));
    }
    for (const each of [seconds, stopped, behind]) each.reset();
    for (const state of states) {
      const of = { name: state.name, generation: String(state.generation) };
      const events = counts.get(state.position) ?? 0;
      behind.set(of, events);
      seconds.set(of, secondsBehind(state, events, lastAtEnd));
      stopped.set(of, state.state === 'stopped' ? 1 : 0);
    }
  }
}

function secondsBehind({ name, generation }: FollowerState, events: number, lastAtEnd: Map<string, number>): number {
  const key = `${name}/${generation}`;
  const now = performance.now();
  if (events === 0 || !lastAtEnd.has(key)) lastAtEnd.set(key, now);
  return events === 0 ? 0 : (now - (lastAtEnd.get(key) ?? now)) / 1_000;
}
