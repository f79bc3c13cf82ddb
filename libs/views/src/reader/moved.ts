import { z } from 'zod';

/** A view moved: its rows of these organizations and accounts changed, and everything up to `position` is in it. */
export interface Moved {
  readonly view: string;
  /** Opaque decimal string, as commands answer it. */
  readonly position: string;
  readonly organizations: readonly string[];
  readonly accounts: readonly string[];
}

const change = z.object({ generation: z.int(), organizations: z.array(z.string()), accounts: z.array(z.string()) });
const payload = z.union([
  z.object({ switched: z.string() }),
  z.object({ position: z.string(), views: z.record(z.string(), change) }),
]);
export type MovedPayload = z.output<typeof payload>;
interface Change {
  readonly generation: number;
  readonly organizations: readonly string[];
  readonly accounts: readonly string[];
}

/** Reads a notification of the engine. */
export const parseMoved = (text: string): MovedPayload => payload.parse(JSON.parse(text));

/** NOTIFY takes less than so many bytes; all that is said is ASCII. */
const PAYLOAD_LIMIT = 8000;
/** An id with its quotes and comma takes 39. */
const IDS_PER_PAYLOAD = 150;

/** The notifications of one commit: usually one; more when very many organizations moved at once. */
export function movedPayloads(position: string, views: Readonly<Record<string, Change>>): readonly string[] {
  const all = JSON.stringify({ position, views });
  if (all.length < PAYLOAD_LIMIT) return [all];
  return Object.entries(views).flatMap(([view, each]) =>
    pieces(each).map((piece) => JSON.stringify({ position, views: { [view]: piece } })),
  );
}

function pieces({ generation, organizations, accounts }: Change): readonly Change[] {
  const count = Math.max(1, Math.ceil(Math.max(organizations.length, accounts.length) / (IDS_PER_PAYLOAD / 2)));
  const part = (ids: readonly string[], index: number) =>
    ids.slice(index * (IDS_PER_PAYLOAD / 2), (index + 1) * (IDS_PER_PAYLOAD / 2));
  return Array.from({ length: count }, (_, index) => ({
    generation,
    organizations: part(organizations, index),
    accounts: part(accounts, index),
  }));
}
