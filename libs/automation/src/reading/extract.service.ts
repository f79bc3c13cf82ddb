import type { HtmlToTextOptions } from 'html-to-text';
import { passagesOf, sectionsOf, type Section } from './chunks';
import { MOST_CHARACTERS, type Document, type Extracted, type Extraction } from './extraction';
import { decoded } from './media';

const MOST_PAGES = 2_000;
const MOST_LINKS = 2_000;
/** What stands on every page of a website. */
const LEFT_OUT = [
  'head',
  'title',
  'nav',
  'header',
  'footer',
  'aside',
  'script',
  'style',
  'noscript',
  'svg',
  'form',
  'button',
  'img',
];

class TooLarge extends Error {}

/** Reads a document. What it cannot read is an answer too. */
export async function extract(document: Document): Promise<Extraction> {
  try {
    const { sections, ...about } = await partsOf(document);
    const { passages, characters } = passagesOf(sections);
    if (characters > MOST_CHARACTERS) return { failed: 'TOO_LARGE' };
    return { found: { passages, characters, ...about } };
  } catch (error) {
    if (error instanceof TooLarge) return { failed: 'TOO_LARGE' };
    return { failed: error instanceof Error && error.name === 'PasswordException' ? 'PASSWORD' : 'UNREADABLE' };
  }
}

type Parts = Omit<Extracted, 'passages' | 'characters'> & { readonly sections: readonly Section[] };

function partsOf({ media, bytes }: Document): Promise<Parts> | Parts {
  switch (media) {
    case 'pdf':
      return pdf(bytes);
    case 'html':
      return html(decoded(bytes));
    case 'markdown':
      return { sections: sectionsOf(decoded(bytes)) };
    case 'text':
      return { sections: [{ text: decoded(bytes) }] };
  }
}

/** Page by page, so that one which is a bomb is the last that is read. */
async function pdf(bytes: Uint8Array): Promise<Parts> {
  const { getDocumentProxy } = await import('unpdf');
  // A copy: pdf.js keeps what it is given.
  const document = await getDocumentProxy(new Uint8Array(bytes), { disableFontFace: true });
  const sections: Section[] = [];
  let characters = 0;
  for (let page = 1; page <= Math.min(document.numPages, MOST_PAGES); page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ' '}` : '')).join('');
    characters += text.length;
    if (characters > MOST_CHARACTERS) throw new TooLarge();
    sections.push({ text, page });
  }
  return { sections };
}

async function html(text: string): Promise<Parts> {
  const { convert } = await import('html-to-text');
  const links: string[] = [];
  const plain = convert(text, options(links));
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(text)?.[1];
  const robots = /<meta\s[^>]{0,200}name=["']?robots["']?[^>]{0,200}>/i.exec(text)?.[0] ?? '';
  const base = /<base\s[^>]{0,200}href=["']?([^"'\s>]{1,2000})/i.exec(text)?.[1];
  return {
    sections: sectionsOf(plain),
    links: /nofollow|none/i.test(robots) ? [] : links.map((link) => (base === undefined ? link : joined(link, base))),
    isHidden: /noindex|none/i.test(robots),
    ...(title === undefined ? {} : { title: convert(title).replace(/\s+/g, ' ').trim() }),
  };
}

const joined = (link: string, base: string): string => URL.parse(link, base)?.href ?? link;

/** Headings are marked as Markdown does; links are noted where they are met, also in what is left out. */
function options(links: string[]): HtmlToTextOptions {
  const note = ({ attribs }: { readonly attribs?: Readonly<Record<string, unknown>> }): void => {
    const href = attribs?.['href'];
    if (typeof href === 'string' && links.length < MOST_LINKS) links.push(href);
  };
  return {
    wordwrap: false,
    limits: { maxInputLength: 5_000_000, maxDepth: 200, ellipsis: '' },
    formatters: {
      noted: (element, walk, builder) => {
        note(element);
        walk(element.children, builder);
      },
      heading: (element, walk, builder) => {
        builder.openBlock({ leadingLineBreaks: 2 });
        builder.addInline('# ');
        walk(element.children, builder);
        builder.closeBlock({ trailingLineBreaks: 2 });
      },
      leftOut: (element) => {
        const below = [...element.children];
        for (let each = below.pop(); each; each = below.pop()) {
          if (each.name === 'a') note(each);
          if (Array.isArray(each.children)) for (const child of each.children) below.push(child);
        }
      },
    },
    selectors: [
      { selector: 'a', format: 'noted' },
      ...LEFT_OUT.map((selector) => ({ selector, format: 'leftOut' })),
      ...[1, 2, 3, 4, 5, 6].map((level) => ({ selector: `h${level}`, format: 'heading' })),
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false, maxColumnWidth: 200 } },
    ],
  };
}
