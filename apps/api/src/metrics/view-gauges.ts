import type { Config } from '@annals/config';
import { EventCounter } from '@annals/eventstore';
import { followerStates, type FollowerState } from '@annals/views';
import { Gauge, type Registry } from 'prom-client';

/** Beyond it nobody wants to know the number. */
const MOST_BEHIND = 10_000;

/**
 * How far every view and reaction is behind the log: looked at whenever the metrics are asked for. Seconds are those since it was last seen at the end of the log,
 * so they are as fine as the questions are frequent.
 */
export function viewGauges(registry: Registry, { databaseUrl, eventstoreUrl }: Pick<Config, 'databaseUrl' | 'eventstoreUrl'>): void {
  const labelNames = ['name', 'generation'] as const;
  const seconds = new Gauge({ name: 'annals_view_lag_seconds', help: 'Seconds since the view or reaction was last seen at the end of the log', labelNames, registers: [registry] });
  const stopped = new Gauge({ name: 'annals_view_stopped', help: '1 where the view or reaction stands still until an operator releases it', labelNames, registers: [registry] });
  const counter = new EventCounter(eventstoreUrl);
  const lastAtEnd = new Map<string, number>();
  new Gauge({
    name: 'annals_view_lag_events', help: `Events that the view or reaction is behind the log, ${MOST_BEHIND} and one for more`, labelNames, registers: [registry],
    async collect() {
      for (const gauge of [this, seconds, stopped]) gauge.reset();
      const behind = new Map<string, Promise<number>>();
      for (const state of await followerStates(databaseUrl)) {
        const events = await (behind.get(state.position) ?? counter.after(state.after, MOST_BEHIND));
        behind.set(state.position, Promise.resolve(events));
        const of = { name: state.name, generation: String(state.generation) };
        this.set(of, events);
        seconds.set(of, secondsBehind(state, events, lastAtEnd));
        stopped.set(of, state.state === 'stopped' ? 1 : 0);
      }
    },
  });
}

function secondsBehind({ name, generation }: FollowerState, events: number, lastAtEnd: Map<string, number>): number {
  const key = `${name}/${generation}`;
  const now = performance.now();
  if (events === 0 || !lastAtEnd.has(key)) lastAtEnd.set(key, now);
  return events === 0 ? 0 : (now - (lastAtEnd.get(key) ?? now)) / 1_000;
}
