/** What is looked for in a passage, and how much it says that it was found there. */
export interface SoughtWord {
  readonly word: string;
  readonly weight: number;
}

const words = new Intl.Segmenter('und', { granularity: 'word' });
/** So many letters of a longer word are kept beside it, so that "returned" is found where somebody asks for "returns". */
const STEM = 5;
/** A word that is spelled the same says more than one that only begins so. */
const STEM_WEIGHT = 0.4;
/** Of a question no more than these are looked for. */
const MOST_SOUGHT = 32;
const LONGEST = 64;

/** The words of a text, each once: in small letters, without accents, in any language that Unicode knows. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const found = new Set<string>();
  for (const { segment, isWordLike } of words.segment(folded)) if (isWordLike) found.add(segment.slice(0, LONGEST));
  return [...found];
}

const stemOf = (word: string): string => `${word.slice(0, STEM)}*`;

/** Everything by which a passage is found. */
export function indexedWords(text: string): string[] {
  const each = wordsOf(text);
  return [...new Set(each.flatMap((word) => [word, stemOf(word)]))];
}

/** What is looked for to answer a question. */
export function soughtWords(question: string): SoughtWord[] {
  return wordsOf(question)
    .slice(0, MOST_SOUGHT)
    .flatMap((word) => [
      { word, weight: 1 },
      { word: stemOf(word), weight: STEM_WEIGHT },
    ]);
}
