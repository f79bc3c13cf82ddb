import type { AnySource } from './words';
import { bytes, lookOf, usedBy, whatItIs } from './words';

const source: AnySource = {
  sourceId: '0c000000-0000-4000-8000-0000000000f0',
  workspaceId: '0c000000-0000-4000-8000-00000000000b',
  kind: 'file',
  media: 'pdf',
  name: 'Returns policy.pdf',
  address: null,
  levels: null,
  bytes: 1_800_000,
  state: 'ready',
  failure: null,
  sync: null,
  characters: 5_904,
  passages: 8,
  pages: 4,
  missed: 0,
  readAt: '2026-06-03T10:00:00.000Z',
  every: 'never',
  nextAt: null,
  isShared: false,
  bots: [],
  addedAt: '2026-06-03T09:00:00.000Z',
  sequence: 7,
};
const failure = { code: 'PASSWORD', detail: null, at: '2026-06-03T10:00:00.000Z' };
const sync = { syncId: source.sourceId, since: '2026-06-03T10:00:00.000Z', done: 0, known: 0 };

describe('how a source of knowledge is', () => {
  it.each<[Partial<AnySource>, string]>([
    [{}, 'Ready'],
    [{ missed: 2 }, '2 pages missed'],
    [{ state: 'failed', failure }, 'Failed: password'],
    [{ state: 'failed', failure: { ...failure, code: 'OF_A_LATER_RELEASE' } }, 'Failed: see why'],
    [{ failure }, 'Ready, as it was before'],
    [{ state: 'missing' }, 'Missing: read it again'],
    [{ state: 'waiting', sync }, 'Waiting'],
    [{ state: 'reading', sync }, 'Reading'],
    [{ state: 'reading', sync: { ...sync, done: 31, known: 50 } }, 'Reading, 62 %'],
    [{ state: 'ready', sync: { ...sync, done: 1, known: 3 } }, 'Reading, 33 %'],
  ])('%j: %s', (so, word) => expect(lookOf({ ...source, ...so }).word).toBe(word));

  it('says what it is, and who gets it', () => {
    expect(whatItIs(source)).toBe('PDF · 1.8 MB');
    expect(whatItIs({ ...source, kind: 'website', pages: 1 })).toBe('Website · 1 page');
    expect([999, 88_400, 10_485_760].map(bytes)).toEqual(['999 B', '88 kB', '10.5 MB']);
    const bot = { botId: source.sourceId, name: 'claims-intake' };
    expect([[], [bot], [bot, bot]].map((bots) => usedBy({ ...source, bots }))).toEqual([
      'Any bot',
      'claims-intake',
      '2 bots',
    ]);
  });
});
