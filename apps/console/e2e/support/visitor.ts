import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    reportViolation: (what: string) => Promise<void>;
    shifts: Shift[];
  }
}

/** Something that moved by itself: its share of the screen, and what it was. */
interface Shift {
  value: number;
  what: string;
}
/** https://wicg.github.io/layout-instability/#sec-layout-shift; not in TypeScript's library yet. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node: Node | null }[];
}

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

const screenOf = (width: number) => ({ width, height: width < 500 ? 780 : 900 });

/** Somebody at a browser of their own. Everything that goes wrong on their pages is kept in `troubles`. */
export class Visitor {
  readonly troubles: string[] = [];
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** @param url origin of the installation */
  static async at(
    browser: Browser,
    url: string,
    { width, scheme }: Look = { width: 1440, scheme: 'light' },
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: screenOf(width),
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(45_000); // a busy machine is slow, a page that never comes never comes
    const page = await context.newPage();
    const visitor = new Visitor(context, page, url);
    await visitor.watch();
    return visitor;
  }

  private async watch(): Promise<void> {
    await this.page.exposeFunction('reportViolation', (what: string) => {
      this.troubles.push(`content security policy: ${what}`);
    });
    await this.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        void window.reportViolation(
          `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
        );
      });
      window.shifts = [];
      const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === 'layout-shift';
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries().filter(isShift)) {
          if (!entry.hadRecentInput)
            window.shifts.push({
              value: entry.value,
              what: entry.sources
                .map(({ node }) =>
                  node instanceof Element ? `${node.tagName}.${node.className}` : String(node?.nodeName),
                )
                .join(' '),
            });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    this.page.on('pageerror', (error) => {
      this.troubles.push(error.stack ?? error.message);
    });
    this.page.on('console', (message) => {
      // The browser itself writes a line for every answer of 400 and more; those are looked at where they are expected.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.troubles.push(message.text());
    });
  }

  /** Goes on with a screen of another width, as soon as the page is laid out for it. */
  async widen(width: number): Promise<void> {
    await this.page.setViewportSize(screenOf(width));
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }

  go(path: string): Promise<unknown> {
    return this.page.goto(`${this.url}${path}`);
  }

  /**
   * A command with the cookies of their browser, past its pages. @param path below /api/v1 @returns the answer's body
   */
  async sends(path: string, body: object = {}): Promise<Record<string, unknown>> {
    const response = await this.context.request.post(`${this.url}/api/v1${path}`, {
      data: body,
      headers: { origin: this.url, 'idempotency-key': randomUUID() },
    });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  }

  /** A read with the cookies of their browser. @param path below /api/v1 @returns the answer's body */
  async asks(path: string): Promise<Record<string, unknown>> {
    const response = await this.context.request.get(`${this.url}/api/v1${path}`);
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  }

  /** The secret of a link in a mail, opened on the page it is for. */
  async follow(text: string): Promise<void> {
    const link = /https?:\/\/\S+#\S+/.exec(text)?.[0];
    if (link === undefined) throw new Error(`The mail has no link:\n${text}`);
    const { pathname, hash } = new URL(link);
    await this.go(`${pathname}${hash}`);
  }

  field(label: string) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Turns a switch as soon as it can be turned: it can't while its last command is still on its way. */
  async turn(name: string): Promise<void> {
    // Mantine hides the box itself and draws another, so Playwright's own wait for something visible does not fit.
    await this.page.getByRole('switch', { name, disabled: false }).click({ force: true });
  }

  /** Waits until a text is on the screen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Everything that moved by itself on the page since it was opened: how much of the screen, and what. */
  shifts(): Promise<Shift[]> {
    return this.page.evaluate(() => window.shifts);
  }

  /** Waits until a heading is on the screen. */
  async reads(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { name: heading }).first().waitFor();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
