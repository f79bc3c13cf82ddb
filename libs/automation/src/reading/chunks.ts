/** A part of a document: a page of a PDF, what follows a heading. */
export interface Section {
  readonly text: string;
  readonly page?: number;
  readonly heading?: string;
}

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
/** So long a passage is about. */
const PASSAGE = 800;
/** A sentence that is not longer is said again at the begin of the next passage. */
const REPEATED = 200;
/** Of so many nobody minds how short they are; of more, they are so long on average, or short sections are joined. */
const FEW = 100;
const SHORT = 200;
const HEADING = /^#{1,6} +(\S.*)$/;
const LONGEST_HEADING = 200;

/** Markdown, or what was made of HTML, by its headings. */
export function sectionsOf(text: string): Section[] {
  const sections: { heading?: string; lines: string[] }[] = [{ lines: [] }];
  for (const line of text.split('\n')) {
    const heading = HEADING.exec(line)?.[1]?.trim();
    if (heading !== undefined) sections.push({ heading: heading.slice(0, LONGEST_HEADING), lines: [] });
    sections.at(-1)?.lines.push(heading ?? line);
  }
  return sections.map(({ heading, lines }) => ({
    text: lines.join('\n'),
    ...(heading === undefined ? {} : { heading }),
  }));
}

/** Spaces and empty lines as they are read, and nothing that cannot be shown. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Sentences; one that is longer than a passage in several pieces. */
function piecesOf(text: string): string[] {
  return [...sentences.segment(text)].flatMap(({ segment }) =>
    segment.length <= PASSAGE
      ? [segment]
      : Array.from({ length: Math.ceil(segment.length / PASSAGE) }, (_, n) =>
          segment.slice(n * PASSAGE, (n + 1) * PASSAGE),
        ),
  );
}

/** Passages of about 800 characters that begin and end where sentences do; each repeats the last one before it. */
function cut(text: string): string[] {
  const passages: string[] = [];
  let passage: string[] = [];
  let length = 0;
  for (const piece of piecesOf(text)) {
    if (length + piece.length > PASSAGE && length > 0) {
      passages.push(passage.join(''));
      const last = passage.at(-1) ?? '';
      passage = last.length <= REPEATED && passage.length > 1 ? [last] : [];
      length = passage.join('').length;
    }
    passage.push(piece);
    length += piece.length;
  }
  return [...passages, passage.join('')].map((each) => each.trim()).filter((each) => each !== '');
}

const passagesIn = (sections: readonly Section[]): Section[] =>
  sections.flatMap(({ text, ...where }) => cut(text).map((each) => ({ text: each, ...where })));

/** Short sections below the heading of the first of them; pages stay as they are. */
function joined(sections: readonly Section[]): Section[] {
  const all: { text: string[]; length: number; where: Omit<Section, 'text'> }[] = [];
  for (const { text, ...where } of sections) {
    const last = all.at(-1);
    if (last && where.page === undefined && last.length < PASSAGE && text.length < PASSAGE) {
      last.text.push(text);
      last.length += text.length + 1;
    } else all.push({ text: [text], length: text.length, where });
  }
  return all.map(({ text, where }) => ({ text: text.join('\n'), ...where }));
}

/**
 * The passages of a document, with where each is; and how many characters it has. One that is all headings, with hardly
 * anything below each, has passages of the usual length too: how many there are is bounded by how long it is.
 */
export function passagesOf(sections: readonly Section[]): { passages: Section[]; characters: number } {
  const tidied = sections
    .map((section) => ({ ...section, text: tidy(section.text) }))
    .filter(({ text }) => text !== '');
  const characters = tidied.reduce((sum, { text }) => sum + text.length, 0);
  const isAllHeadings = tidied.length > FEW + characters / SHORT;
  return { passages: passagesIn(isAllHeadings ? joined(tidied) : tidied), characters };
}
