import { consolePages, isConsolePage } from '@annals/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('D4: the addresses at which the api serves the console', () => {
  it('are those of its routes', () => {
    const source = readFileSync(join(__dirname, 'router.tsx'), 'utf8');
    const ofRoutes = [...source.matchAll(/\.\.\.(?:entry|inside),\s+path: '\/([^/']*)/g)].map(([, first]) => first);
    expect(ofRoutes.length).toBeGreaterThan(7);
    expect([...new Set(ofRoutes)].sort()).toEqual([...consolePages].sort());
  });

  it.each(['/', '/sign-in', '/organizations/1/bots'])('%s is a page', (path) => expect(isConsolePage(path)).toBe(true));
  it.each([
    '/healthz',
    '/metrics',
    '/llms.txt',
    '/api',
    '/api/v1',
    '/robots.txt',
    '/organizations/x.png',
    '/sign-in.php',
    '/.env',
  ])('%s is none', (path) => expect(isConsolePage(path)).toBe(false));
});
