import { commonList } from './common-list';
import { commonWords } from './common-words';

/** Rows of keyboards and the alphabet, forwards; backwards counts too. */
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'zaq1xsw2cde3vfr4bgt5nhy6mju7',
  'qazwsxedcrfvtgbyhnujm',
  '!@#$%^&*()',
];
/**
 * Where the keys are: each row begins a bit further to the right. A step of a walk goes to the same key or to one
 * beside, above or below it.
 */
const KEYS = new Map(
  [
    ['1234567890', 0],
    ['qwertyuiop', 0.5],
    ['asdfghjkl', 0.75],
    ['zxcvbnm', 1.25],
  ].flatMap(([keys, shift], row) =>
    [...String(keys)].map((key, place) => [key, { row, place: place + Number(shift) }] as const),
  ),
);
const SHIFTED = new Map([...'!@#$%^&*()'].map((sign, place) => [sign, '1234567890'.charAt(place)]));
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const AROUND = /^[^\p{L}]{0,4}|[^\p{L}]{0,8}$/gu;
const BEHIND = /[^\p{L}]{1,8}$/u;
const PRODUCT = 'annals';
/** Of a password that is made of one's own name or address: letters that are too few to make it another one. */
const FEW_LETTERS = 3;
/** A shorter name is in too many words. */
const SHORTEST_OWN = 3;

let known: ReadonlySet<string> | undefined;

/**
 * Whether a password is among the first that attackers try (ASVS 6.2.4): one of a list; a common word with digits or
 * signs around it, also written like `p@ssw0rd`; a piece repeated; a walk on the keyboard; or what everybody knows of
 * this person, with little else.
 * @param own the person's address, names, and the like
 */
export function isCommonPassword(password: string, own: readonly string[] = []): boolean {
  const plain = folded(password);
  known ??= new Set(commonList.split('\n'));
  if (known.has(plain) || isRepeated(plain) || isWalk(plain) || isOwn(plain, own)) return true;
  return [plain, plain.replace(AROUND, ''), plain.replace(BEHIND, '')].some(
    (core) => isCommonWord(core) || isCommonWord(unleet(core)),
  );
}

/** As passwords are compared: how they were typed makes no other one. */
const folded = (text: string): string => text.trim().normalize('NFKC').toLowerCase();

/** Nothing left once digits and signs are gone: a date, a telephone number, `12345!`. */
function isCommonWord(core: string): boolean {
  return core === '' || commonWords.has(core) || isTwice(core);
}

function isTwice(core: string): boolean {
  const half = core.slice(0, core.length / 2);
  return core.length % 2 === 0 && half + half === core && commonWords.has(half);
}

/** `aaaaaaaa`, `abcabcabc`, `12341234`: less than a password over and over, or few different characters altogether. */
function isRepeated(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  return [2, 3, 4, 5, 6, 7].some(
    (size) =>
      plain.length >= 2 * size &&
      plain ===
        plain
          .slice(0, size)
          .repeat(Math.ceil(plain.length / size))
          .slice(0, plain.length),
  );
}

function isWalk(plain: string): boolean {
  const backwards = [...plain].reverse().join('');
  return ROWS.some((row) => (row + row).includes(plain) || (row + row).includes(backwards)) || isSteps(plain);
}

/** `q1w2e3r4`, `asdfghjk`, `!qazxsw2`: every key is next to the one before. */
function isSteps(plain: string): boolean {
  const keys = [...plain].map((sign) => KEYS.get(SHIFTED.get(sign) ?? sign));
  return keys.every((key, index) => {
    const before = keys[index - 1] ?? key;
    return (
      key !== undefined &&
      before !== undefined &&
      Math.abs(key.row - before.row) <= 1 &&
      Math.abs(key.place - before.place) <= 1.5
    );
  });
}

/** `john@acme.com`, `John2026!`, `acme-john`: what is left without one's own names is hardly anything. */
function isOwn(plain: string, own: readonly string[]): boolean {
  const names = [PRODUCT, ...own.map(folded).flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)])].filter(
    (name) => name.length >= SHORTEST_OWN,
  );
  const left = [...new Set(names)]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ''), plain);
  return left !== plain && left.replace(/\P{L}/gu, '').length <= FEW_LETTERS;
}

function unleet(core: string): string {
  return core.replace(/[01345789@$!]/g, (sign) => LEET[sign] ?? sign);
}
