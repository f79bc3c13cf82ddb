import { commonWords } from './common-words';

/** Rows of keyboards and the alphabet, forwards; backwards counts too. */
const ROWS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm', '1q2w3e4r5t6y7u8i9o0p', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', 'qazwsxedcrfvtgbyhnujm', '!@#$%^&*()'];
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', '$': 's', '!': 'i' };
const AROUND = /^[^\p{L}]{0,4}|[^\p{L}]{0,8}$/gu;
const BEHIND = /[^\p{L}]{1,8}$/u;

/**
 * Whether a password is among the first that attackers try (ASVS 6.2.4): a common word with digits or signs around it, also written like `p@ssw0rd`;
 * a piece or two repeated; a walk along a row of the keyboard.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.trim().normalize('NFKC').toLowerCase();
  if (isRepeated(plain) || isWalk(plain)) return true;
  return [plain, plain.replace(AROUND, ''), plain.replace(BEHIND, '')].some((core) => isCommonWord(core) || isCommonWord(unleet(core)));
}

/** Nothing left once digits and signs are gone: a date, a telephone number, `12345!`. */
function isCommonWord(core: string): boolean {
  return core === '' || commonWords.has(core) || isTwice(core);
}

function isTwice(core: string): boolean {
  const half = core.slice(0, core.length / 2);
  return core.length % 2 === 0 && half + half === core && commonWords.has(half);
}

/** `aaaaaaaa`, `abcabcabc`, `12341234`: at most four characters over and over, or few different ones altogether. */
function isRepeated(plain: string): boolean {
  if (new Set(plain).size <= 3) return true;
  return [2, 3, 4].some((size) => plain === plain.slice(0, size).repeat(Math.ceil(plain.length / size)).slice(0, plain.length));
}

function isWalk(plain: string): boolean {
  const backwards = [...plain].reverse().join('');
  return ROWS.some((row) => (row + row).includes(plain) || (row + row).includes(backwards));
}

function unleet(core: string): string {
  return core.replace(/[01345789@$!]/g, (sign) => LEET[sign] ?? sign);
}
