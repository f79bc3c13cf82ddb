import { type KnowledgeSource, meaningOf, type SourceState, syncFailureWords } from '@annals/contracts';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconClock,
  IconFileText,
  IconFileTypePdf,
  IconLoader2,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import type { z } from 'zod';
import type { Look } from '../../components/status';
import { count, plural } from '../../format/words';

export type AnySource = z.output<typeof KnowledgeSource>;

/** What is so of a source, in one word. */
export const stateWords: Readonly<Record<SourceState, string>> = {
  failed: 'Failed',
  missing: 'Missing',
  reading: 'Reading',
  waiting: 'Waiting',
  ready: 'Ready',
};

const short: Readonly<Record<string, string>> = {
  UNREADABLE: 'cannot be read',
  PASSWORD: 'password',
  EMPTY: 'no text',
  TOO_LARGE: 'too large',
  TOO_LONG: 'took too long',
  UNREACHABLE: 'no answer',
  URL_NOT_ALLOWED: 'private address',
  ROBOTS: 'robots.txt',
  LIMIT: 'no room',
  CONTENT_MISSING: 'file is gone',
  INTERRUPTED: 'interrupted',
  STOPPED: 'stopped',
};

/** How far it is: of pages that are known by now, so it may go back a little. */
export const shareRead = ({ sync }: AnySource): number | undefined =>
  sync === null || sync.known === 0 ? undefined : sync.done / sync.known;

/** How a source is, with its icon. */
export function lookOf(source: AnySource): Look {
  const { state, sync, failure, missed } = source;
  if (sync !== null && state !== 'waiting') {
    const share = shareRead(source);
    const word = share === undefined ? 'Reading' : `Reading, ${Math.floor(share * 100)} %`;
    return { word, icon: IconLoader2, tone: 'accent' };
  }
  if (state === 'waiting') return { word: 'Waiting', icon: IconClock, tone: 'quiet' };
  if (state === 'missing') return { word: 'Missing: read it again', icon: IconAlertTriangleFilled, tone: 'warn' };
  if (state === 'failed')
    return {
      word: `Failed: ${meaningOf(short, failure?.code ?? '') ?? 'see why'}`,
      icon: IconCircleXFilled,
      tone: 'bad',
    };
  if (failure !== null) return { word: 'Ready, as it was before', icon: IconAlertTriangleFilled, tone: 'warn' };
  if (missed !== null && missed > 0)
    return { word: `${plural(missed, 'page')} missed`, icon: IconAlertTriangleFilled, tone: 'warn' };
  return { word: 'Ready', icon: IconCircleCheckFilled, tone: 'ok' };
}

/** Why the last reading came to nothing, as the rest of a sentence. */
export const becauseOf = (code: string): string => meaningOf(syncFailureWords, code) ?? `of ${code}`;

export const iconOf = ({ kind, media }: Pick<AnySource, 'kind' | 'media'>): TablerIcon =>
  kind === 'website' ? IconWorld : media === 'pdf' ? IconFileTypePdf : IconFileText;

const mediaWords: Readonly<Record<string, string>> = { pdf: 'PDF', text: 'Text', markdown: 'Markdown', html: 'HTML' };

/** "1.8 MB" */
export function bytes(many: number): string {
  if (many < 1_000) return `${count(many)} B`;
  return many < 1_000_000 ? `${count(Math.round(many / 1_000))} kB` : `${(many / 1_000_000).toFixed(1)} MB`;
}

/** "PDF · 1.8 MB", "Website · 214 pages" */
export function whatItIs({ kind, media, bytes: size, pages }: AnySource): string {
  if (kind === 'website') return pages === null ? 'Website' : `Website · ${plural(pages, 'page')}`;
  const name = mediaWords[media] ?? media;
  return size === null ? name : `${name} · ${bytes(size)}`;
}

/** Which bots get it. */
export function usedBy({ bots }: AnySource): string {
  const [only] = bots;
  if (only === undefined) return 'Any bot';
  return bots.length === 1 ? only.name : plural(bots.length, 'bot');
}

export const everyWords: Readonly<Record<string, string>> = {
  never: 'By hand only',
  day: 'Every day',
  week: 'Every week',
};
export const causeWords: Readonly<Record<string, string>> = {
  added: 'Added',
  replaced: 'Replaced',
  hand: 'By hand',
  schedule: 'As it was due',
};
