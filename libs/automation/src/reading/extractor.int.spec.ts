import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pdfOf } from '../testing/pdf.setup';
import { Extractor } from './extractor.service';

jest.setTimeout(120_000);

describe('D8: what strangers wrote is read in a process of its own', () => {
  const extractor = new Extractor();
  afterAll(() => extractor.close());
  const read = (media: 'pdf' | 'html' | 'markdown' | 'text', content: string | Buffer) =>
    extractor.extract({ media, bytes: Buffer.from(content) });

  it('a PDF, page by page', async () =>
    expect(await read('pdf', pdfOf(['Returns take 14 days.', 'Money comes at once.']))).toMatchObject({
      found: {
        passages: [
          { text: 'Returns take 14 days.', page: 1 },
          { text: 'Money comes at once.', page: 2 },
        ],
        characters: 41,
      },
    }));

  it('a web page, by its headings, without what stands on every page, and where it leads', async () => {
    const page = `<!doctype html><title>Help &amp; more</title><nav><a href="/nav">Menu</a></nav>
      <main><h1>Returns</h1><p>Fourteen <b>days</b>.</p><a href="next.html#top">More</a><script>alert(1)</script></main>`;
    expect(await read('html', page)).toEqual({
      found: {
        passages: [{ text: 'Returns\n\nFourteen days.\n\nMore', heading: 'Returns' }],
        characters: expect.any(Number) as number,
        links: ['/nav', 'next.html#top'],
        isHidden: false,
        title: 'Help & more',
      },
    });
    const hidden = '<meta name="robots" content="noindex, nofollow"><p>Hello <a href="/x">x</a>';
    expect(await read('html', hidden)).toMatchObject({ found: { isHidden: true, links: [] } });
  });

  it('Markdown and plain text', async () => {
    expect(await read('markdown', '# Returns\nFourteen days.')).toMatchObject({
      found: { passages: [{ heading: 'Returns' }] },
    });
    expect(await read('text', 'Fourteen days.')).toMatchObject({ found: { passages: [{ text: 'Fourteen days.' }] } });
  });

  it('says of a PDF that it is locked, of another that it is none', async () => {
    expect(await read('pdf', pdfOf(['secret'], { isLocked: true }))).toEqual({ failed: 'PASSWORD' });
    expect(await read('pdf', '%PDF-1.7 and nothing else')).toEqual({ failed: 'UNREADABLE' });
  });

  it('ends in bounded time with 20,000 nested elements', async () => {
    const nested = `${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`;
    const extraction = await read('html', nested);
    expect('failed' in extraction || extraction.found.characters < 100).toBe(true);
    expect(await read('text', 'Still here.')).toMatchObject({ found: { characters: 11 } });
  });

  it('ends with a PDF that grows too large when it is unpacked, and goes on with the next document', async () => {
    const much = Buffer.from(
      Array.from(
        { length: 60_000 },
        (_, n) => `BT /F1 9 Tf 1 0 0 1 9 ${n % 700} Tm (line ${n} of a very long page) Tj ET `,
      ).join(''),
    );
    expect(await read('pdf', pdfOf([much]))).toEqual({ failed: 'TOO_LARGE' });
    const bomb = Buffer.alloc(300 * 1024 * 1024, ' ');
    expect(await read('pdf', pdfOf([bomb]))).toMatchObject({ failed: expect.stringMatching(/^TOO_L/) as string });
    expect(await read('text', 'Still here.')).toMatchObject({ found: { characters: 11 } });
  });

  it('goes on where the process died between two documents', async () => {
    const dies = new Extractor();
    const childOf = () => Reflect.get(dies, 'child') as ChildProcess;
    const text = { media: 'text', bytes: Buffer.from('Still here.') } as const;
    await dies.extract(text);
    const gone = once(childOf(), 'exit');
    childOf().kill('SIGKILL');
    await gone;
    expect(await dies.extract(text)).toMatchObject({ found: { characters: 11 } });
    childOf().disconnect(); // nothing can be sent any more
    expect(await dies.extract(text)).toEqual({ failed: 'UNREADABLE' });
    expect(await dies.extract(text)).toMatchObject({ found: { characters: 11 } });
    dies.close();
  });

  it('ends when its time is over, or somebody stops it', async () => {
    const hasty = new Extractor(1);
    expect(await hasty.extract({ media: 'text', bytes: Buffer.from('x') })).toEqual({ failed: 'TOO_LONG' });
    hasty.close();
    const stopped = new Extractor();
    const stop = new AbortController();
    const reading = stopped.extract({ media: 'text', bytes: Buffer.from('x') }, stop.signal);
    stop.abort();
    expect(await reading).toHaveProperty('failed');
    stopped.close();
  });
});
