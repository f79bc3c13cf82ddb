import { pdfOf } from '../testing/pdf.setup';
import { page, startWebsite, type Answer } from '../testing/some-website.setup';
import { Extractor } from './extractor.service';
import { Website, WEBSITE } from './website.service';

jest.setTimeout(120_000);

describe('D8: websites', () => {
  const extractor = new Extractor();
  afterAll(() => extractor.close());

  /** Reads a website of these pages from an address on. */
  async function read(
    pages: Readonly<Record<string, Answer>>,
    {
      from = '/',
      levels = 3,
      room = 1_000_000,
      isNamed = true,
      alsoNamed = [] as string[],
      signal = new AbortController().signal,
    } = {},
  ) {
    const site = await startWebsite(pages);
    const told: number[][] = [];
    const allowedHosts = isNamed ? [site.host, ...alsoNamed] : [];
    try {
      const found = await new Website(
        { address: site.url(from), levels, allowedHosts, room },
        { signal, extractor, tell: (...far) => void told.push(far) },
      ).read();
      return {
        ...found,
        paths: found.passages.map(({ address = '' }) => new URL(address).pathname),
        asked: site.asked,
        told,
      };
    } finally {
      await site.stop();
    }
  }
  const failure = async (...asked: Parameters<typeof read>) => {
    const outcome = await read(...asked).catch((error: unknown) => error);
    return (outcome as { readonly code?: string }).code;
  };
  const redirect =
    (location: string): Answer =>
    (_, response) =>
      void response.writeHead(302, { location }).end();

  it('are read as deep as was asked, each page once, however links go in circles', async () => {
    const pages = {
      '/': page('Start', '/a', '/a#below', '/', '/b?x=1'),
      '/a': page('A', '/', '/deep', 'mailto:x@y.example', 'https://elsewhere.example/'),
      '/b?x=1': page('B', '/a'),
      '/deep': page('Deep', '/deeper'),
      '/deeper': page('Deeper', '/deepest'),
    };
    const three = await read(pages);
    expect(three).toMatchObject({ pages: 4, missed: 0, paths: ['/', '/a', '/b', '/deep'] });
    expect(three.asked).toEqual(['/robots.txt', '/', '/a', '/b?x=1', '/deep']);
    expect(three.told.at(-1)).toEqual([4, 4]);
    expect(three.passages[0]).toMatchObject({ text: 'Start\n\nxxxx', heading: 'Start' });
    expect((await read(pages, { levels: 1 })).paths).toEqual(['/']);
  });

  it('have no end: no more pages are read than may be', async () => {
    const endless = new Proxy<Record<string, Answer>>(
      {},
      {
        get: (_, path: string) =>
          path === '/robots.txt'
            ? undefined
            : page(
                `At ${path}`,
                `${path}x`,
                `${path}y`,
                `/${Array.from({ length: 200 }, (__, n) => `p${n}`).join('">x</a><a href="/')}`,
              ),
      },
    );
    const found = await read(endless, { levels: 3 });
    expect(found.pages).toBe(WEBSITE.pages);
  });

  it('say by robots.txt what may not be read', async () => {
    const robots: Answer = 'User-agent: *\nDisallow: /private\n';
    const pages = { '/robots.txt': robots, '/': page('Start', '/private/x', '/open'), '/open': page('Open') };
    const found = await read(pages);
    expect(found).toMatchObject({ pages: 2, missed: 1, paths: ['/', '/open'] });
    expect(found.asked).not.toContain('/private/x');
    expect(await failure({ ...pages, '/robots.txt': 'User-agent: annals-knowledge\nDisallow: /\n' })).toBe('ROBOTS');
    const silent: Answer = (_, response) => void response.writeHead(503).end();
    expect(await failure({ ...pages, '/robots.txt': silent })).toBe('ROBOTS');
    const hidden = '<meta name="robots" content="noindex"><p>Hidden</p><a href="/open">x</a>';
    expect((await read({ '/': hidden, '/open': page('Open') })).paths).toEqual(['/open']);
  });

  it('say by a robots.txt that is elsewhere, too, each origin for itself', async () => {
    const pages = { '/': page('Start', '/private/x', '/open'), '/open': page('Open') };
    const real: Answer = 'User-agent: *\nDisallow: /private\n';
    const moved = { ...pages, '/robots.txt': redirect('/real.txt'), '/real.txt': real };
    expect(await read(moved)).toMatchObject({ pages: 2, missed: 1, paths: ['/', '/open'] });
    const round = await read({ ...pages, '/robots.txt': redirect('/robots.txt'), '/private/x': page('X') });
    expect(round).toMatchObject({ pages: 3, missed: 0 });
    expect(round.asked.filter((path) => path === '/robots.txt')).toHaveLength(6);
    const inside = { ...pages, '/robots.txt': redirect('http://10.0.0.1/robots.txt') };
    expect(await failure(inside)).toBe('URL_NOT_ALLOWED');
    const forbids = await startWebsite({ '/robots.txt': 'User-agent: *\nDisallow: /', '/': page('Forbidden') });
    const there = { '/': redirect(forbids.url()) };
    expect(await failure(there, { alsoNamed: [forbids.host] })).toBe('ROBOTS');
    expect(forbids.asked).toEqual(['/robots.txt']);
    await forbids.stop();
  });

  it('miss a page that cannot be read, and are not read where the first one cannot', async () => {
    const image: Answer = (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('x');
    const large: Answer = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.alloc(WEBSITE.pageBytes + 1));
    const pages = {
      '/': page('Start', '/gone', '/image', '/large', '/fine'),
      '/image': image,
      '/large': large,
      '/fine': page('Fine'),
    };
    expect(await read(pages)).toMatchObject({ pages: 2, missed: 3 });
    expect(await failure(pages, { from: '/gone' })).toBe('UNREACHABLE');
    expect(await failure(pages, { from: '/image' })).toBe('UNREADABLE');
    expect(await failure(pages, { from: '/large' })).toBe('TOO_LARGE');
  });

  it('are read through redirects on the same host, and never into a private network', async () => {
    const other = await startWebsite({ '/': page('Private') });
    const pages = {
      '/': page('Start', '/moved', '/out', '/round'),
      '/moved': redirect('/here'),
      '/here': page('Here'),
      '/out': redirect(other.url()),
      '/round': redirect('/round'),
    };
    expect(await read(pages)).toMatchObject({ pages: 2, missed: 2, paths: ['/', '/here'] });
    expect(await failure(pages, { from: '/out' })).toBe('URL_NOT_ALLOWED');
    expect(await failure(pages, { from: '/round' })).toBe('UNREACHABLE');
    expect(await failure(pages, { isNamed: false })).toBe('URL_NOT_ALLOWED');
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  it('have PDFs and texts, and pages that are too much for the reader', async () => {
    const pdf: Answer = (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdfOf(['Returns take 14 days.']));
    const nested = `${'<div>'.repeat(20_000)}deep`;
    const found = await read({
      '/': page('Start', '/a.pdf', '/nested', '/last'),
      '/a.pdf': pdf,
      '/nested': nested,
      '/last': page('Last'),
    });
    expect(found.passages).toContainEqual(expect.objectContaining({ text: 'Returns take 14 days.', page: 1 }));
    expect(found.paths).toContain('/last');
  });

  it('end where the workspace has no more room, and where somebody stops it', async () => {
    const long = page('word '.repeat(400), '/next');
    expect(await failure({ '/': long, '/next': long }, { room: 3_000 })).toBe('LIMIT');
    const stop = new AbortController();
    const never: Answer = () => stop.abort();
    expect(await failure({ '/': page('Start', '/never'), '/never': never }, { signal: stop.signal })).toBe('STOPPED');
  });
});
