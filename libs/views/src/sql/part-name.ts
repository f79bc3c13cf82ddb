/** The name of the part of a view or reaction that follows one owner's events, with a checkpoint of its own. */
export const partName = (whole: string, owner: string): string => `${whole}/${owner}`;

/** A name of a view, a reaction or a part of one, taken apart. */
export function partOf(name: string): { readonly whole: string; readonly owner: string | undefined } {
  const cut = name.indexOf('/');
  return cut < 0 ? { whole: name, owner: undefined } : { whole: name.slice(0, cut), owner: name.slice(cut + 1) };
}
