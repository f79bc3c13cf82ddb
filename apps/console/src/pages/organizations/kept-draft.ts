import { z } from 'zod';

const key = 'annals.new-organization';
const Draft = z.object({
  name: z.string(),
  /** Absent while it follows from the name. */
  slug: z.string().optional(),
  alias: z.string(),
  contactEmail: z.string(),
  country: z.string(),
  timeZone: z.string(),
});
type Draft = z.output<typeof Draft>;

/** Keeps what is typed of a new organization in this tab, until it is made. */
export const keepDraft = (draft: Draft, storage: Pick<Storage, 'setItem'> = window.sessionStorage): void => {
  storage.setItem(key, JSON.stringify(draft));
};

/** What was typed before; storage that is empty or garbled reads as nothing. */
export function keptDraft(storage: Pick<Storage, 'getItem'> = window.sessionStorage): Draft | undefined {
  try {
    return Draft.parse(JSON.parse(storage.getItem(key) ?? 'null'));
  } catch {
    return undefined;
  }
}

/** It was made, or somebody else may sit here. */
export const forgetDraft = (storage: Pick<Storage, 'removeItem'> = window.sessionStorage): void => {
  storage.removeItem(key);
};
