/** What typed text may consist of, as every screen and mail will show it: one rule for all fields of `words.ts`. */

/**
 * England, Scotland, Wales: the flags that are written with tag characters, which elsewhere say unseen whatever one
 * likes.
 */
const TAGGED_FLAG = String.raw`\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`;

/**
 * A joiner (U+200C, U+200D) where scripts and emoji need it: after a letter, a mark or a pictograph and before a letter
 * or a pictograph. A filler counts as a letter and shows nothing, so none may stand beside one.
 */
const JOINER = String.raw`(?<=[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?<!(?!\p{M})\p{DI})[\u200c\u200d](?=[\p{L}\p{Extended_Pictographic}])(?!\p{DI})`;

/**
 * Those, or (captured) what is never shown: control and format characters, separators of lines and paragraphs, lone
 * surrogates.
 */
const HIDDEN = new RegExp(String.raw`${TAGGED_FLAG}|${JOINER}|([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])`, 'gu');

/** Spaces, fillers and other ignorable characters, marks without a letter, and the Braille cell without dots. */
const SHOWS_NOTHING = /[\s\p{Z}\p{C}\p{DI}\p{M}\u2800]/gu;

/**
 * Whether every character of one line can be shown, and shows where it stands: nothing is hidden in it and nothing
 * turns it round.
 */
export function isShowable(line: string): boolean {
  return withoutHidden(line) === line;
}

/** The text with a space for every character that is never shown. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, (match: string, hidden: string | undefined) => (hidden === undefined ? match : ' '));
}

/** The same for text of several lines, which may also hold tabs. */
export function areShowable(lines: string): boolean {
  return isShowable(lines.replace(/\r\n|[\n\t]/g, ' '));
}

/** Whether a reader sees anything of it. */
export function isVisible(text: string): boolean {
  return text.replace(SHOWS_NOTHING, '') !== '';
}

/** The form in which names are compared: two names that read alike have the same. Never shown. */
export function comparableName(name: string): string {
  const shown = name.normalize('NFKC').replace(/\p{DI}/gu, '');
  return shown.toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
