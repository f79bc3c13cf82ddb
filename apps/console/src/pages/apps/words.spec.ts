import { grantLevels, type Permission } from '@annals/contracts';
import { askable, heldOf, heldWords } from './words';

const may = (permissions: readonly Permission[]) => (name: Permission) => permissions.includes(name);

describe('P28: what the catalogue says of an app', () => {
  it('is the highest level of which the reader may everything', () => {
    expect(heldOf({ mine: false }, () => true)).toBeUndefined();
    expect(heldOf({ mine: true }, may(['bots:read']))).toBe('sees');
    expect(heldOf({ mine: true }, may(grantLevels.edit.permissions))).toBe('edit');
    expect(heldOf({ mine: true }, () => true)).toBe('manage');
  });

  it('offers to ask for what is more than that; externals manage nothing', () => {
    expect(askable(undefined, false)).toEqual(['run', 'edit', 'manage']);
    expect(askable('sees', true)).toEqual(['run', 'edit']);
    expect(askable('run', false)).toEqual(['edit', 'manage']);
    expect(askable('manage', false)).toEqual([]);
    expect(askable('edit', true)).toEqual([]);
    expect(askable('manage', true)).toEqual([]);
  });

  it('reads as words, with the end that it has', () => {
    expect(heldWords(undefined, null)).toBe('Name and owner');
    expect(heldWords('sees', null)).toBe('Can see it');
    const until = '2026-12-12T23:59:59.999Z';
    expect(heldWords('edit', { level: 'edit', until: null })).toBe('Can edit');
    expect(heldWords('edit', { level: 'edit', until })).toMatch(/^Can edit, until 12 Dec/);
  });
});
