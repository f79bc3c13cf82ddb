import { paletteItems, type PaletteSource } from './palette-items';

const source: PaletteSource = {
  organizationId: 'o1',
  history: true,
  pages: [
    { name: 'Overview', path: '/organizations/o1' },
    { name: 'Bots', path: '/organizations/o1/bots' },
  ],
  acts: [
    { label: 'Register bot', hint: 'Bots', open: { path: '/organizations/o1/bots?new=bot' } },
    { label: 'Sign out', hint: '', open: { act: 'sign-out' } },
  ],
  further: [{ label: 'Add knowledge to Customs', hint: 'Workspaces', open: { path: '/organizations/o1/x' } }],
  bots: [
    {
      botId: 'b1',
      name: 'invoice-reader',
      status: 'Error',
      acts: [{ label: 'Retire invoice-reader…', dialog: 'retire' }],
    },
  ],
  people: [{ personId: 'p1', name: 'Jonas Lindqvist', hint: 'Admin' }],
  organizations: [{ organizationId: 'o2', name: 'Invoice House', hint: 'Auditor' }],
};
const labels = (text: string) => paletteItems(text, source).map((item) => item.label);

describe('the palette', () => {
  it('offers pages and acts before anything is typed', () =>
    expect(labels('')).toEqual(['Overview', 'Bots', 'Register bot', 'Sign out']));
  it('finds things, acts on them and organizations by name', () =>
    expect(labels('Invoice')).toEqual([
      'invoice-reader',
      'Show failed runs of invoice-reader',
      'Retire invoice-reader…',
      'Invoice House',
    ]));
  it('leads what is done about a bot to the dialog of its page', () =>
    expect(paletteItems('retire', source)[0]?.open).toEqual({ path: '/organizations/o1/bots/b1?new=retire' }));
  it('finds by typing what there is much of', () => expect(labels('knowledge')).toEqual(['Add knowledge to Customs']));
  it('finds people only after @', () => expect(labels('@jon')).toEqual(['Jonas Lindqvist']));
  it('opens an entry by its number', () =>
    expect(paletteItems('#48,209', source)[0]?.open).toEqual({ path: '/organizations/o1/audit?row=48209' }));
  it.each(['#', '#x', '#0', '#-3', '#1.5'])('finds no entry for %s', (text) => expect(labels(text)).toEqual([]));
  it('knows no history for who may not read it', () =>
    expect(paletteItems('#7', { ...source, history: false })).toEqual([]));
});
