import { asApiError } from '../../api/problem';

interface Done {
  readonly position: string;
}

/** What came of the same act on several things. */
export interface Outcome<Thing> {
  readonly done: readonly Thing[];
  readonly refused: readonly { readonly of: Thing; readonly why: string }[];
  /** Of the last one that was done. */
  readonly position?: string;
}

/**
 * The same act on several things, each by itself: who is refused is named, the others have it. @throws ApiError where it
 * is not known what came of one; sent again with the same key, none is done twice
 */
export async function oneByOne<Thing>(
  things: readonly Thing[],
  act: (thing: Thing) => Promise<Done>,
): Promise<Outcome<Thing>> {
  const [done, refused]: [Thing[], { of: Thing; why: string }[]] = [[], []];
  let position: string | undefined;
  for (const of of things)
    try {
      ({ position } = await act(of));
      done.push(of);
    } catch (error) {
      const { outcomeUnknown, message } = asApiError(error);
      if (outcomeUnknown) throw error;
      refused.push({ of, why: message });
    }
  return { done, refused, ...(position === undefined ? {} : { position }) };
}
