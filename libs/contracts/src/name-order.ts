const collator = new Intl.Collator('en');

/**
 * The order of names, as people read them: the root order of Unicode, which English has unchanged, and in which the
 * database sorts, too (`byName`).
 */
export const compareNames = (one: string, other: string): number => collator.compare(one, other);
