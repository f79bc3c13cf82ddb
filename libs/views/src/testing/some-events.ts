import { someFacts } from '@annals/kernel';
import { lampDoused, lampFaded, lampFlared, lampHung, lampLent, lampLit, type LampEvent } from '@annals/testing';
import { someId } from '../grammar/given-log';

/** Numbers that look random and are the same in every run (a linear congruential generator). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Events of a house that has up to 20 lamps, in an order that makes no sense: views must not care. */
export function someLampEvents(seed: number, count: number): readonly LampEvent[] {
  const next = numbers(seed);
  return Array.from({ length: count }, () => {
    const lampId = someId(`lamp ${seed} ${next(20)}`);
    return (
      [
        () =>
          lampHung({ lampId, roomId: someId(`room ${seed}`) }, { name: `Lamp ${next(1000)} "quoted" \\ {ünicode}` }),
        () => lampDoused({ lampId }),
        () => lampLit({ lampId }),
        () => lampFlared({ lampId }),
        () => lampFaded({ lampId, fadedAt: someFacts.now }),
      ][next(5)]?.() ?? lampLit({ lampId })
    );
  });
}

/** What happens in one room with one lamp. */
export function someRoomEvents(seed: number): { readonly roomId: string; readonly events: readonly LampEvent[] } {
  const [roomId, lampId] = [someId(`room ${seed}`), someId(`lamp of room ${seed}`)];
  if (seed % 5 === 0) return { roomId, events: [lampFlared({ lampId })] };
  return {
    roomId,
    events: [
      lampHung({ lampId, roomId }, { name: `Lamp of room ${seed}` }),
      lampLent({ lampId, personId: someId(`person ${seed % 20}`) }, { email: `person${seed % 20}@example.org` }),
      seed % 3 === 0 ? lampFaded({ lampId, fadedAt: someFacts.now }) : lampDoused({ lampId }),
    ],
  };
}
