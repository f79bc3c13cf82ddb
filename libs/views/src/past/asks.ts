import { z } from 'zod';

/** On it readers say what they look back at, and whoever folds hears it. */
export const PAST_CHANNEL = 'annals_past';

/** What somebody looks back at: it is folded as far as that, or kept because it is used. */
export const pastAsk = z.object({ view: z.string(), version: z.int(), organization: z.uuid(), upTo: z.int().min(1) });
export type PastAsk = z.infer<typeof pastAsk>;

/** Anybody may say anything on a channel: what is no ask is nobody's. */
export function parseAsk(payload: string): PastAsk | undefined {
  try {
    return pastAsk.safeParse(JSON.parse(payload)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
