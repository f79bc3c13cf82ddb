import { bare, inForm, type WrittenForm } from './forms';

/** Formats only: whether a number was given out, its office knows. Without the letters of the country they are added. */
const FORMS: Readonly<Record<string, readonly WrittenForm[]>> = {
  AT: ["'ATU'99999999"],
  AU: ['99 999 999 999'],
  BE: ["'BE'9999999999"],
  BG: ["'BG'999999999", "'BG'9999999999"],
  BR: ['99.999.999/9999-99'],
  CA: ['999999999', "999999999'RT'9999"],
  CH: ["'CHE'-999.999.999", "'CHE'-999.999.999 'MWST'", "'CHE'-999.999.999 'TVA'", "'CHE'-999.999.999 'IVA'"],
  CY: ["'CY'99999999A"],
  CZ: ["'CZ'99999999", "'CZ'999999999", "'CZ'9999999999"],
  DE: ["'DE'999999999"],
  DK: ["'DK'99999999"],
  EE: ["'EE'999999999"],
  ES: ["'ES'*9999999*"],
  FI: ["'FI'99999999"],
  FR: ["'FR'**999999999"],
  GB: ["'GB'999999999", "'GB'999999999999", "'GBGD'999", "'GBHA'999"],
  GR: ["'EL'999999999"],
  HR: ["'HR'99999999999"],
  HU: ["'HU'99999999"],
  IE: ["'IE'9*99999A", "'IE'9999999AA"],
  IN: ['99AAAAA9999A*A*', '99AAAAA9999A9A9'],
  IS: ["'IS'99999", "'IS'999999"],
  IT: ["'IT'99999999999"],
  LT: ["'LT'999999999", "'LT'999999999999"],
  LU: ["'LU'99999999"],
  LV: ["'LV'99999999999"],
  MT: ["'MT'99999999"],
  NL: ["'NL'999999999'B'99"],
  NO: ["'NO' 999 999 999 'MVA'", "'NO' 999 999 999"],
  NZ: ['99-999-999', '999-999-999'],
  PL: ["'PL'9999999999"],
  PT: ["'PT'999999999"],
  RO: Array.from({ length: 9 }, (_, n) => `'RO'${'9'.repeat(10 - n)}`),
  SE: ["'SE'999999999999"],
  SI: ["'SI'99999999"],
  SK: ["'SK'9999999999"],
  US: ['99-9999999'],
};
/** Greece writes itself otherwise before its numbers. */
const LETTERS: Readonly<Record<string, string>> = { GR: 'EL', AT: 'ATU', CH: 'CHE' };
/** Of countries whose formats we do not know. */
const ANY = /^[A-Z0-9]{4,20}$/;

/** A tax id as its country writes it; undefined where the country has no such id. */
export function taxIdOf(country: string, typed: string): string | undefined {
  const forms = FORMS[country];
  if (forms === undefined) return ANY.test(bare(typed)) ? bare(typed) : undefined;
  return inForm(typed, forms) ?? inForm(`${LETTERS[country] ?? country}${typed}`, forms);
}

/** What a tax id of the country looks like, for who typed another one. */
export function taxIdRule(country: string): string {
  const [first] = FORMS[country] ?? [];
  return first === undefined
    ? 'has 4 to 20 letters and digits'
    : `is written like ${first.replaceAll("'", '').replaceAll('*', 'A')} there (9 is a digit)`;
}
