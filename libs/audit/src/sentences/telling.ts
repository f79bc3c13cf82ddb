import type { AnyEvent, EventType } from '@annals/contracts';

/**
 * A piece of a sentence: plain words, or a thing whose label is put in when somebody reads it. `inviter`: the person
 * who sent the invitation of this id.
 */
export type Piece =
  | string
  | {
      readonly kind:
        | 'person'
        | 'account'
        | 'bot'
        | 'run'
        | 'key'
        | 'invitation'
        | 'inviter'
        | 'workspace'
        | 'organization';
      readonly id: string;
    };

/** The sentence of one event type. It follows the actor: "Olga Berg" + " renamed the organization to Halden". */
export interface SentenceTemplate<Type extends EventType = EventType> {
  readonly type: Type;
  /**
   * @param data the event's data as it was stored
   * @param text what people typed, or null once it was erased
   */
  tell(data: unknown, text: Readonly<Record<string, string>> | null): readonly Piece[];
}

interface Definition<E extends AnyEvent> {
  (...given: never[]): E;
  readonly type: E['type'];
  readonly data: { parse(value: unknown): E['data'] };
}
type TextOf<E> = E extends { readonly text: infer Text } ? keyof Text & string : never;

/**
 * Makes the sentence of an event type from its definition, so that it can only mention what such an event has.
 * @param say gets the data, and a function for what people typed (`[erased]` once that is gone)
 */
export function tells<E extends AnyEvent>(
  definition: Definition<E>,
  say: (data: E['data'], text: (name: TextOf<E>) => string) => readonly Piece[],
): SentenceTemplate<E['type']> {
  return {
    type: definition.type,
    tell: (data, text) => say(definition.data.parse(data), (name) => text?.[name] ?? '[erased]'),
  };
}
