import { setTimeout as pause } from 'node:timers/promises';
import type { SyncFailure } from '@annals/contracts';
import { AddressNotAllowed, AnswerTooLarge, guardedFetch, type GuardedAnswer } from '@annals/platform';
import type { Section } from './chunks';
import type { Extractor } from './extractor.service';
import { mediaOfType } from './media';

/** What of a website is read at most. */
export const WEBSITE = { pages: 200, pageBytes: 5 * 1024 * 1024, redirects: 5, pageMs: 15_000, restMs: 5_000 } as const;
const AGENT = 'annals-knowledge';
const HEADERS = { 'user-agent': AGENT, accept: 'text/html,application/pdf,text/plain,text/markdown;q=0.9' };
const ROBOTS_BYTES = 512 * 1024;

/** It came to nothing. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed';
  constructor(
    readonly code: SyncFailure,
    readonly detail?: string,
  ) {
    super(detail ?? code);
  }
}

export interface Read {
  readonly passages: readonly (Section & { readonly address?: string })[];
  readonly characters: number;
  readonly pages: number;
  readonly missed: number;
}

interface Site {
  readonly address: string;
  readonly levels: number;
  readonly allowedHosts: readonly string[];
  /** So many characters there is room for. */
  readonly room: number;
}

interface Going {
  readonly signal: AbortSignal;
  readonly extractor: Extractor;
  readonly tell: (done: number, known: number) => void;
}

interface Page {
  readonly url: URL;
  readonly level: number;
}

type Robots = {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
};

/**
 * Reads a website, page by page from the address on, as far as links of the same host lead in so many levels. One page
 * at a time, as polite visitors do, and none that its robots.txt forbids. A page that cannot be read is missed; the first
 * one has to be read.
 */
export class Website {
  private readonly seen = new Set<string>();
  private readonly waiting: Page[] = [];
  private readonly passages: (Section & { readonly address: string })[] = [];
  private host = '';
  /** Of each origin: what http says is not what https says. */
  private readonly robots = new Map<string, Robots>();
  private counts = { characters: 0, pages: 0, missed: 0 };

  constructor(
    private readonly site: Site,
    private readonly going: Going,
  ) {}

  /** @throws ReadingFailed */
  async read(): Promise<Read> {
    const first = new URL(this.site.address);
    this.host = first.host;
    this.note(first, 1);
    for (let page = this.waiting.shift(); page; page = this.waiting.shift()) {
      const isFirst = this.counts.pages + this.counts.missed === 0;
      await this.visit(page, isFirst);
      if (this.counts.characters > this.site.room) throw new ReadingFailed('LIMIT');
      this.going.tell(this.counts.pages + this.counts.missed, this.seen.size);
    }
    return { passages: this.passages, ...this.counts };
  }

  /** A page is waited for once, however often and by whichever anchor it is led to. */
  private note(url: URL, level: number): void {
    const plain = new URL(url);
    plain.hash = '';
    if (this.seen.has(plain.href) || this.seen.size >= WEBSITE.pages) return;
    this.seen.add(plain.href);
    this.waiting.push({ url: plain, level });
  }

  private async visit(page: Page, isFirst: boolean): Promise<void> {
    try {
      await this.take(page, isFirst);
    } catch (error) {
      if (this.going.signal.aborted) throw new ReadingFailed('STOPPED');
      if (isFirst) throw failureOf(error);
      this.counts.missed += 1;
    }
  }

  private async take({ url, level }: Page, isFirst: boolean): Promise<void> {
    const { url: at, answer } = await this.follow(url, isFirst);
    if (at.href !== url.href && !isFirst && this.seen.has(at.href)) return;
    this.seen.add(at.href);
    const media = mediaOfType(answer.headers['content-type'] ?? '');
    if (media === undefined) throw new ReadingFailed('UNREADABLE', answer.headers['content-type'] ?? 'no content type');
    const extraction = await this.going.extractor.extract({ media, bytes: answer.body }, this.going.signal);
    if ('failed' in extraction) throw new ReadingFailed(extraction.failed);
    const { passages, characters, title, links = [], isHidden = false } = extraction.found;
    if (level < this.site.levels) for (const link of links) this.lead(link, at, level + 1);
    if (isHidden) return;
    this.counts.pages += 1;
    this.counts.characters += characters;
    const heading = title === undefined || title === '' ? {} : { heading: title };
    for (const passage of passages) this.passages.push({ ...heading, ...passage, address: at.href });
  }

  private lead(link: string, from: URL, level: number): void {
    const url = URL.parse(link, from.href);
    if (url?.host === this.host && (url.protocol === 'http:' || url.protocol === 'https:')) this.note(url, level);
  }

  /** Redirects are followed as links are: on the same host, and through the same guard. The first may lead elsewhere. */
  private async follow(asked: URL, isFirst: boolean): Promise<{ readonly url: URL; readonly answer: GuardedAnswer }> {
    let url = asked;
    for (let step = 0; step <= WEBSITE.redirects; step += 1) {
      await this.mayVisit(url);
      const answer = await this.fetch(url, WEBSITE.pageBytes);
      if (isFine(answer)) return { url, answer };
      const next = whereTo(answer, url);
      if (!next) throw new ReadingFailed('UNREACHABLE', `${url.href} answered ${answer.status}`);
      if (next.host !== this.host && !isFirst) throw new ReadingFailed('UNREACHABLE', `${url.href} leads elsewhere`);
      this.host = next.host;
      next.hash = '';
      url = next;
    }
    throw new ReadingFailed('UNREACHABLE', `${asked.href} leads in circles`);
  }

  /** @throws ReadingFailed ROBOTS */
  private async mayVisit(url: URL): Promise<void> {
    const robots = this.robots.get(url.origin) ?? (await this.robotsOf(url));
    this.robots.set(url.origin, robots);
    if (robots.isAllowed(url.href, AGENT) === false) throw new ReadingFailed('ROBOTS', url.href);
    const rest = Math.min((robots.getCrawlDelay(AGENT) ?? 0) * 1_000, WEBSITE.restMs);
    if (rest > 0 && this.counts.pages > 0) await pause(rest, undefined, { signal: this.going.signal });
  }

  /**
   * As RFC 9309 says: none where there is none, nothing may be read where it does not answer rightly, and five redirects
   * are followed, wherever they lead outside.
   */
  private async robotsOf(url: URL): Promise<Robots> {
    const at = new URL('/robots.txt', url);
    const parse = await robotsParser();
    let next: URL | null = at;
    for (let step = 0; next && step <= WEBSITE.redirects; step += 1) {
      const answer = await this.fetch(next, ROBOTS_BYTES);
      if (answer.status >= 500) return parse(at.href, 'User-agent: *\nDisallow: /');
      if (isFine(answer)) return parse(at.href, answer.body.toString());
      next = whereTo(answer, next);
    }
    return parse(at.href, '');
  }

  private fetch(url: URL, maxBytes: number): Promise<GuardedAnswer> {
    const { allowedHosts } = this.site;
    const { signal } = this.going;
    return guardedFetch(url, { allowedHosts, withinMs: WEBSITE.pageMs, maxBytes, headers: HEADERS, signal });
  }
}

const isFine = ({ status }: GuardedAnswer): boolean => status >= 200 && status < 300;

/** Where an answer leads on to; null: nowhere. */
const whereTo = ({ status, headers: { location } }: GuardedAnswer, from: URL): URL | null =>
  status >= 300 && status < 400 && location ? URL.parse(location, from.href) : null;

/** Loaded with the first website. Its types say that it is an ES module, and it is none. */
async function robotsParser(): Promise<(address: string, robots: string) => Robots> {
  const loaded: unknown = await import('robots-parser');
  return (loaded as { readonly default: (address: string, robots: string) => Robots }).default;
}

function failureOf(error: unknown): ReadingFailed {
  if (error instanceof ReadingFailed) return error;
  if (error instanceof AddressNotAllowed) return new ReadingFailed('URL_NOT_ALLOWED', error.message);
  if (error instanceof AnswerTooLarge) return new ReadingFailed('TOO_LARGE');
  return new ReadingFailed('UNREACHABLE', error instanceof Error ? error.message : undefined);
}
