import { definitionsOf, endsItsOwner, eventsByCategory, isOfAccount, type AnyEvent } from '@annals/contracts';
import { formsOfAnnals, type EventStore, type Forms } from '@annals/eventstore';
import { anyStream, lampForms, oneOfEach, withOtherIds } from '@annals/testing';
import { someId } from '../grammar/given-log';
import { aContext } from './a-world';
import { numbers } from './some-events';

/** What the drills of the product's views write: its own events, and lamps. */
export const productAndLamps: Forms = {
  ...formsOfAnnals,
  definitions: new Map([...formsOfAnnals.definitions, ...lampForms.definitions]),
};

/**
 * One of each of the product's events, from the golden samples, so that a new one is in the drills by itself; but none
 * after which views hold nothing of its owner any more.
 */
const samples = Object.entries(eventsByCategory).map(([category, group]) => {
  const types = definitionsOf(group);
  return { category, events: oneOfEach().filter(({ type }) => types.has(type) && !endsItsOwner(type)) };
});

interface ProductEvents {
  readonly category: string;
  readonly events: readonly AnyEvent[];
}

/**
 * Events of one stream of the product, in an order that makes no sense: views must not care. There are up to 20 things
 * of each kind in it.
 */
export function someProductEvents(seed: number, count: number): ProductEvents {
  const next = numbers(seed);
  const { category, events } = oneOfThem(samples, next);
  return {
    category,
    events: Array.from({ length: count }, () => {
      const number = next(20);
      return withOtherIds(oneOfThem(events, next), (id) => someId(`${id} ${number}`));
    }),
  };
}

function oneOfThem<Each>(them: readonly Each[], next: (below: number) => number): Each {
  const found = them[next(them.length)];
  if (found === undefined) throw new Error('There is none');
  return found;
}

/** Appends them in one command: to an organization's stream, or to that of an account which is always the same for it. */
export function appendProduct(store: EventStore, organization: string, { category, events }: ProductEvents) {
  const owner = isOfAccount(category) ? someId(`account ${organization}`) : organization;
  return store.decide({ stream: anyStream(category), id: [owner] }, aContext(), () => events);
}
