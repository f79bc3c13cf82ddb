import {
  botDisabled,
  botEnabled,
  botRegistered,
  botWentOffline,
  botWentOnline,
  runFailed,
  runRefused,
  runRequested,
  runStarted,
  runSucceeded,
  type FleetEvent,
  type PresenceEvent,
  type RunEvent,
} from '@annals/contracts';
import { someFacts } from '@annals/kernel';
import { someId } from '../grammar/given-log';

/** Numbers that look random and are the same in every run (a linear congruential generator). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Events of a fleet that has up to 20 bots, in an order that makes no sense: views must not care. */
export function someFleetEvents(seed: number, count: number): readonly (FleetEvent | PresenceEvent)[] {
  const next = numbers(seed);
  return Array.from({ length: count }, () => {
    const botId = someId(`bot ${seed} ${next(20)}`);
    return (
      [
        () =>
          botRegistered(
            { botId, workspaceId: someId(`workspace ${seed}`), kind: 'rpa' },
            { name: `Bot ${next(1000)} "quoted" \\ {ünicode}` },
          ),
        () => botDisabled({ botId }),
        () => botEnabled({ botId }),
        () => botWentOnline({ botId }),
        () => botWentOffline({ botId, lastSeenAt: someFacts.now }),
      ][next(5)]?.() ?? botEnabled({ botId })
    );
  });
}

/** One run from its request to its end. */
export function someRunEvents(seed: number): { readonly runId: string; readonly events: readonly RunEvent[] } {
  const runId = someId(`run ${seed}`);
  const run = { runId, botId: someId(`bot ${seed} 1`) };
  const asked = { ...run, workspaceId: someId('workspace'), source: 'manual' } as const;
  if (seed % 5 === 0) return { runId, events: [runRefused({ ...asked, code: 'BOT_DISABLED', stage: 'request' })] };
  return {
    runId,
    events: [
      runRequested(asked),
      runStarted(run),
      seed % 3 === 0 ? runFailed(run, { error: `Line 1\nline ${seed}` }) : runSucceeded(run),
    ],
  };
}
