import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { LRUCache } from 'lru-cache';

/** What is looked for in a passage, and how much it says that it was found there. */
export interface SoughtWord {
  readonly word: string;
  readonly weight: number;
  /** Which word of the question it stands for: a passage has that once, however many of these it has. */
  readonly at: number;
}

/** Raised when the same text is found by other words than before, as by another release of the stemmers. */
export const FORM = 2;

const words = new Intl.Segmenter('und', { granularity: 'word' });
/** So many letters of a longer word are kept beside it: where no stemmer knows the language, words that begin alike do. */
const BEGIN = 5;
/** A word that is spelled the same says more than one of the same stem, and that more than one that begins alike. */
const STEM_WEIGHT = 0.8;
const BEGIN_WEIGHT = 0.3;
/** Of a question no more than these are looked for. */
export const MOST_SOUGHT = 32;
const LONGEST = 64;

/** In small letters and without accents. */
const folded = (text: string): string =>
  /[^ -~\s]/.test(text) ? text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() : text.toLowerCase();

/** The words of a text, each once: in any language that Unicode knows. */
export function wordsOf(text: string): string[] {
  const found = new Set<string>();
  for (const { segment, isWordLike } of words.segment(folded(text)))
    if (isWordLike) found.add(segment.slice(0, LONGEST));
  return [...found];
}

const latin = [english, german, french, spanish, italian, portuguese, dutch];
const known = new LRUCache<string, readonly string[]>({ max: 50_000 });

/** Nobody says which language a text is in, and a question is too short to tell: the stems that a word has in any. */
function stemsOf(word: string): readonly string[] {
  const before = known.get(word);
  if (before) return before;
  const stemmers = /^[a-z]{3,}$/.test(word) ? latin : /^\p{Script=Cyrillic}{3,}$/u.test(word) ? [russian] : [];
  const stems = [...new Set(stemmers.map((stem) => stem(word)))].filter((stem) => stem !== word && stem.length > 1);
  known.set(word, stems);
  return stems;
}

const beginOf = (word: string): string => `${word.slice(0, BEGIN)}*`;

/** Everything by which a passage is found. */
export function indexedWords(text: string): string[] {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    found.add(word);
    for (const stem of stemsOf(word)) found.add(stem);
    if (word.length > BEGIN) found.add(beginOf(word));
  }
  return [...found];
}

/** What is looked for to answer a question. */
export function soughtWords(question: string): SoughtWord[] {
  return wordsOf(question)
    .slice(0, MOST_SOUGHT)
    .flatMap((word, at) => [
      { word, weight: 1, at },
      ...stemsOf(word).map((stem) => ({ word: stem, weight: STEM_WEIGHT, at })),
      ...(word.length < BEGIN ? [] : [{ word: beginOf(word), weight: BEGIN_WEIGHT, at }]),
    ]);
}

/** By what passages of form 1 are found, until they are brought to this one. */
export function soughtFormerly(question: string): SoughtWord[] {
  return wordsOf(question)
    .slice(0, MOST_SOUGHT)
    .flatMap((word, at) => [
      { word, weight: 1, at },
      { word: beginOf(word), weight: BEGIN_WEIGHT, at },
    ]);
}

const QUOTED = /"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»/g;
/** Words one after the other, with one space between them and at both ends. */
const inARow = (text: string): string =>
  ` ${[...words.segment(folded(text))].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : [])).join(' ')} `;
/** Letters and digits alone: quickly made, to look no further where they are not there. */
const letters = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** What stands in quotes in a question: a passage that answers it has these words, and in this order. */
export function phrasesOf(question: string): string[] {
  return [...question.matchAll(QUOTED)]
    .map((quoted) => inARow(quoted.slice(1).find((text) => text !== undefined) ?? ''))
    .filter((phrase) => phrase.trim() !== '');
}

/** Whether a text has these phrases, all of them. */
export function saysAll(phrases: readonly string[]): (text: string) => boolean {
  const sought = phrases.map(letters);
  return (text) => {
    const had = letters(text);
    if (!sought.every((each) => had.includes(each))) return false;
    const said = inARow(text);
    return phrases.every((phrase) => said.includes(phrase));
  };
}
