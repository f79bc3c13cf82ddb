import { forgetDraft, keepDraft, keptDraft } from './kept-draft';

it('D20: what is typed of a new organization is kept in the tab until it is made', () => {
  const stored = new Map<string, string>();
  const tab = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const draft = {
    name: 'Halden Terminal',
    slug: 'halden',
    alias: 'Ingrid',
    contactEmail: 'ingrid@halden.example',
    country: 'NO',
    timeZone: 'Europe/Oslo',
  };
  expect(keptDraft(tab)).toBeUndefined();
  keepDraft(draft, tab);
  expect(keptDraft(tab)).toEqual(draft);
  forgetDraft(tab);
  expect(keptDraft(tab)).toBeUndefined();
  for (const garbled of ['{', '[1]', '{"name":1}']) expect(keptDraft({ getItem: () => garbled })).toBeUndefined();
});
