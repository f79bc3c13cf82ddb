/**
 * How codes of countries are written: `9` is a digit, `A` a letter, `*` either, everything else itself. What people put
 * between (spaces, hyphens, dots) does not count when one is read.
 */
export type WrittenForm = string;

const BETWEEN = /[\s./\-\u2010-\u2015]/;
const ALL_BETWEEN = new RegExp(BETWEEN, 'g');
const PLACES: Readonly<Record<string, RegExp>> = { '9': /[0-9]/, A: /[A-Z]/, '*': /[A-Z0-9]/ };

/** Without what people put between, in capitals. */
export const bare = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(ALL_BETWEEN, '');

/** The code as one of these forms writes it; undefined where it has none of them. */
export function inForm(typed: string, forms: readonly WrittenForm[]): string | undefined {
  const characters = [...bare(typed)];
  for (const form of forms) {
    const written = fill(form, characters);
    if (written !== undefined) return written;
  }
  return undefined;
}

/** Where letters of the form itself are meant (`DE`), they stand in apostrophes: `'DE'999999999`. */
function fill(form: WrittenForm, characters: readonly string[]): string | undefined {
  const left = [...characters];
  let [written, literal] = ['', false];
  for (const place of form) {
    if (place === "'") literal = !literal;
    else if (!literal && BETWEEN.test(place)) written += place;
    else {
      const next = left.shift();
      if (next === undefined || !(literal ? next === place : PLACES[place]?.test(next))) return undefined;
      written += next;
    }
  }
  return left.length === 0 ? written : undefined;
}
