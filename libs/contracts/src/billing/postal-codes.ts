import { inForm, type WrittenForm } from './forms';

const DIGITS_3 = 'FO IS';
const DIGITS_4 =
  'AF AL AM AR AT AU BD BE BG CC CH CX CY DK GE GL HM HU LI LU LV MD MK MZ NE NF NO NZ PH PY SI SJ TN VE ZA';
const DIGITS_5 =
  'AX BA BT CU DE DO DZ EE EG ES FI FR GF GP GT HN HR IQ IT JO KE KH KR KW LA LK MA MC ME MM MQ MX MY NA NC NP PF PK PM RE RS SA SD SM SN TH TR UA UY VA WF XK YT ZM';
const DIGITS_6 = 'BY CN CO EC IN KG KZ MN NG PA RO RU SG TJ TM TT UZ VN';
const DIGITS_7 = 'CL IL';
/** Written in a way of their own. */
const OWN: Readonly<Record<string, readonly WrittenForm[]>> = {
  AD: ["'AD'999"],
  BM: ['AA 99', 'AA AA'],
  BN: ['AA9999'],
  BR: ['99999-999'],
  CA: ['A9A 9A9'],
  CR: ['99999'],
  CZ: ['999 99'],
  GB: ['A9 9AA', 'A99 9AA', 'AA9 9AA', 'AA99 9AA', 'A9A 9AA', 'AA9A 9AA'],
  GG: ['AA9 9AA', 'AA99 9AA'],
  GI: ["'GX11' '1AA'"],
  GR: ['999 99'],
  IE: ['A99 ****', 'A9A ****'],
  IM: ['AA9 9AA', 'AA99 9AA'],
  IR: ['99999-99999'],
  JE: ['AA9 9AA', 'AA99 9AA'],
  JP: ['999-9999'],
  LV: ["'LV'-9999", '9999'],
  LT: ["'LT'-99999", '99999'],
  MT: ['AAA 9999'],
  NL: ['9999 AA'],
  PE: ['99999'],
  PL: ['99-999'],
  PR: ['99999', '99999-9999'],
  PT: ['9999-999'],
  SE: ['999 99'],
  SK: ['999 99'],
  TW: ['999', '99999', '999999'],
  US: ['99999', '99999-9999'],
};
/** Countries that have none. */
const NONE = new Set(
  'AE AG AO AW BF BI BJ BO BQ BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GD GH GM GQ GY HK JM KI KM KN KP LY ML MO MR MW NR NU QA RW SB SC SL SR ST SX SY TD TG TK TL TO TV UG VU YE ZW'.split(
    ' ',
  ),
);

const forms = new Map<string, readonly WrittenForm[]>([
  ...ofDigits(DIGITS_3, 3),
  ...ofDigits(DIGITS_4, 4),
  ...ofDigits(DIGITS_5, 5),
  ...ofDigits(DIGITS_6, 6),
  ...ofDigits(DIGITS_7, 7),
  ...Object.entries(OWN),
]);

function ofDigits(countries: string, digits: number): [string, readonly WrittenForm[]][] {
  return countries.split(' ').map((country) => [country, ['9'.repeat(digits)]]);
}

/** What a country says of postal codes. */
export type PostalCodes =
  | { readonly kind: 'none' }
  /** We know none of its rules: anything short goes. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'required'; readonly forms: readonly WrittenForm[] };

export function postalCodesOf(country: string): PostalCodes {
  if (NONE.has(country)) return { kind: 'none' };
  const known = forms.get(country);
  return known === undefined ? { kind: 'unknown' } : { kind: 'required', forms: known };
}

/** A postal code as its country writes it; undefined where the country has no such code. */
export function postalCodeOf(country: string, typed: string): string | undefined {
  const codes = postalCodesOf(country);
  if (codes.kind === 'none') return undefined;
  return codes.kind === 'unknown' ? typed.trim() : inForm(typed, codes.forms);
}

/** "has 4 digits", "is written as 99-999": what a person reads who typed another one. */
export function postalCodeRule(country: string): string {
  const codes = postalCodesOf(country);
  if (codes.kind === 'none') return 'has no place in an address of this country';
  if (codes.kind === 'unknown') return 'is missing';
  const [first = '', ...others] = codes.forms.map((form) => form.replaceAll("'", ''));
  if (others.length === 0 && /^9+$/.test(first)) return `has ${first.length} digits there`;
  const examples = [first, ...others].map((form) => form.replaceAll('*', 'A')).slice(0, 3);
  return `is written like ${examples.join(' or ')} there (9 is a digit, A a letter)`;
}
