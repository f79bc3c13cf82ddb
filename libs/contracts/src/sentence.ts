import { roleName, type Role } from './roles';
import type { AnyEvent, EventType } from './registry';
import { inWords, meaningOf } from './words';

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
        | 'trigger'
        | 'source'
        | 'calendar'
        | 'key'
        | 'invitation'
        | 'request'
        | 'inviter'
        | 'workspace'
        | 'role'
        | 'phone'
        | 'domain'
        | 'destination'
        | 'organization';
      readonly id: string;
    };

/** The sentence of one event type. It follows the actor: "Olga Berg" + " renamed the organization to Halden". */
export interface SentenceTemplate<Type extends EventType = EventType> {
  readonly type: Type;
  /**
   * @param data the event's data as it was stored
   * @param text what people typed, or null once it was erased
   * @returns undefined where the data are of a form that this release does not know
   */
  tell(data: unknown, text: Readonly<Record<string, string>> | null): readonly Piece[] | undefined;
}

interface Definition<E extends AnyEvent> {
  (...given: never[]): E;
  readonly type: E['type'];
  readonly data: { safeParse(value: unknown): { readonly data?: E['data'] } };
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
    tell: (stored, text) => {
      const { data } = definition.data.safeParse(stored);
      return data === undefined ? undefined : say(data, (name) => text?.[name] ?? '[erased]');
    },
  };
}

/** Things that many sentences are about. */
export const person = (id: string): Piece => ({ kind: 'person', id });
export const account = (id: string): Piece => ({ kind: 'account', id });
export const bot = (id: string): Piece => ({ kind: 'bot', id });
export const run = (id: string): Piece => ({ kind: 'run', id });
export const trigger = (id: string): Piece => ({ kind: 'trigger', id });
export const source = (id: string): Piece => ({ kind: 'source', id });
export const calendar = (id: string): Piece => ({ kind: 'calendar', id });
export const key = (id: string): Piece => ({ kind: 'key', id });
export const invitation = (id: string): Piece => ({ kind: 'invitation', id });

/** How an open word reads: what the table says of it, or the word in brackets where this release does not know it. */
export const phrase = (table: Readonly<Record<string, string>>, known: string): string =>
  meaningOf(table, known) ?? `(${inWords(table, known)})`;

export const phone = (id: string): Piece => ({ kind: 'phone', id });
export const workspace = (id: string): Piece => ({ kind: 'workspace', id });

/** A role of the organization's own, by the name that it has now. */
export const ownRole = (id: string): Piece => ({ kind: 'role', id });

/** A role: a built-in one is a word, an organization's own a thing with a name. */
export const roleIn = (role: Role): Piece => roleName(role) ?? ownRole(role);

/** "Owner", "Owner and Auditor". */
export function rolesIn(roles: readonly Role[]): readonly Piece[] {
  const parts = new Intl.ListFormat('en').formatToParts(roles.map((_, index) => String(index)));
  return parts.map(({ type, value }) => (type === 'element' ? roleIn(roles[Number(value)] ?? '') : value));
}

/** "6 Oct 2026, 09:15 UTC" */
export function utc(instant: string): string {
  const at = new Date(instant);
  const date = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
  return `${date}, ${instant.slice(11, 16)} UTC`;
}

/** The first line of a text, at most 120 characters of it. */
export function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
export const domain = (id: string): Piece => ({ kind: 'domain', id });
