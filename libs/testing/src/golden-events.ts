import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  eventDefinitions,
  id,
  isCode,
  isWord,
  type AnyEvent,
  type EventType,
  type StoredForm,
} from '@annals/contracts';
import { fold, type Stream } from '@annals/kernel';
import { z } from 'zod';

const part = z.record(z.string(), z.unknown());
const Stored = z
  .strictObject({ type: z.string(), version: z.int(), data: part, personal: part.optional(), text: part.optional() })
  .transform(({ personal, text, ...event }): StoredForm => ({
    ...event,
    ...(personal ? { personal } : {}),
    ...(text ? { text } : {}),
  }));

/** An event of every version that was ever released, as it was stored (R13); `npm run events` adds what is new. */
export const goldenEvents = (): readonly StoredForm[] =>
  z.array(Stored).parse(JSON.parse(readFileSync(resolve(__dirname, '../../contracts/events.golden.json'), 'utf8')));

/** Events as the definition of their type says today, all parts of them and nothing else; made once, as zod compiles. */
const strict = new Map(
  [...eventDefinitions.values()].map(({ type, data, personal, text }) => [
    type,
    z.strictObject({
      type: z.literal(type),
      data: data.strict(),
      ...(personal ? { personal: personal.strict() } : {}),
      ...(text ? { text: text.strict() } : {}),
    }),
  ]),
);

/** Whether it is as the definition of its type says today, all parts of it and nothing else. */
export const isEvent = (event: object): event is AnyEvent =>
  'type' in event && typeof event.type === 'string' && strict.get(event.type)?.safeParse(event).success === true;

/** @throws Error when it is none that today's definitions describe */
function today(event: object): AnyEvent {
  if (!isEvent(event)) throw new Error(`Not an event of today: ${JSON.stringify(event)}`);
  return event;
}

/** One event of every type, as it is written today. The same thing has the same id in all of them. */
export const oneOfEach = (): readonly AnyEvent[] =>
  goldenEvents()
    .filter(({ type, version }) => eventDefinitions.get(type)?.version === version)
    .map(({ version: _, ...event }) => today(event));

/** The one of this type. */
export function oneOf<Type extends EventType>(type: Type): Extract<AnyEvent, { type: Type }> {
  const isIt = (event: AnyEvent): event is Extract<AnyEvent, { type: Type }> => event.type === type;
  const found = oneOfEach().find(isIt);
  if (!found) throw new Error(`events.golden.json has no ${type}: run "npm run events".`);
  return found;
}

/** Words of a release that is newer than this one. */
export const unheardOf = { word: 'unheard_of', code: 'UNHEARD_OF' } as const;

/** The same event with every open word in its `data` replaced by one that no release of today knows. */
export const withUnknownWords = <E extends AnyEvent>(event: E): E =>
  withOther(event, (text) => (isCode(text) ? unheardOf.code : isWord(text) ? unheardOf.word : text));

/** The same event about other things: every id in its `data` is replaced. */
export const withOtherIds = <E extends AnyEvent>(event: E, other: (id: string) => string): E =>
  withOther(event, (text) => (id.safeParse(text).success ? other(text) : text));

/** The same event with every text in its `data` replaced. */
function withOther<E extends AnyEvent>(event: E, other: (text: string) => string): E {
  const isSame = (event: AnyEvent): event is E => event.type === type;
  const { type } = event;
  const changed = today({ ...event, data: replaced(event.data, other) });
  if (!isSame(changed)) throw new Error(`${type} became ${changed.type}`);
  return changed;
}

function replaced(value: unknown, other: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, other));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, other)]));
  return typeof value === 'string' ? other(value) : value;
}

/** What a stream remembers of one of each of its events, and of the same with words that no release of today knows. */
export function foldedOneOfEach<State, E extends AnyEvent>(
  stream: Stream<State, E>,
): { readonly types: readonly string[]; readonly known: State; readonly unknown: State } {
  const isOf = (event: AnyEvent): event is E => Object.hasOwn(stream.evolve, event.type);
  const events = oneOfEach().filter(isOf);
  return {
    types: events.map(({ type }) => type),
    known: fold(stream, events),
    unknown: fold(stream, events.map(withUnknownWords)),
  };
}
