import type { Upcast } from '@annals/contracts';
import { Erased } from '@annals/kernel';
import { upcast } from './upcasting';

const forms = (version: number | undefined, steps: Readonly<Record<string, Upcast>> = {}) => ({
  definitions: new Map(version === undefined ? [] : [['BotMoved', { version }]]),
  upcasts: new Map(Object.entries(steps)),
});
const next =
  (note: string): Upcast =>
  (event) => ({ ...event, version: event.version + 1, data: { ...event.data, [note]: true } });

describe('upcasting', () => {
  it('leaves the version of today alone', () => {
    const event = { type: 'BotMoved', version: 1, data: { botId: 'x' } };
    expect(upcast(forms(1), event)).toBe(event);
  });

  it('goes step by step, in order', () => {
    expect(
      upcast(forms(3, { 'BotMoved@1': next('a'), 'BotMoved@2': next('b') }), {
        type: 'BotMoved',
        version: 1,
        data: {},
      }),
    ).toEqual({ type: 'BotMoved', version: 3, data: { a: true, b: true } });
  });

  it('leads from a type that is no longer written to the one that replaced it', () => {
    const renamed: Upcast = (event) => ({ ...event, type: 'BotMoved', version: 2 });
    expect(
      upcast(forms(3, { 'BotShifted@1': renamed, 'BotMoved@2': next('b') }), {
        type: 'BotShifted',
        version: 1,
        data: {},
      }),
    ).toMatchObject({ type: 'BotMoved', version: 3 });
  });

  it('passes erased parts on as they are', () => {
    const event = { type: 'BotMoved', version: 1, data: {}, text: Erased.value };
    expect(upcast(forms(2, { 'BotMoved@1': next('a') }), event).text).toBe(Erased.value);
  });

  it.each<[string, ReturnType<typeof forms>, string]>([
    ['an unknown type', forms(undefined), 'This program does not know its type'],
    ['a newer version', forms(1), "Its schema version 2 is newer than this program's (1)"],
    ['a missing step', forms(3), 'There is no upcast from its schema version 2'],
    ['a circle', forms(3, { 'BotMoved@2': (event) => event }), 'Its upcasts lead in a circle (BotMoved@2)'],
  ])('faults on %s', (_name, known, message) => {
    expect(() => upcast(known, { type: 'BotMoved', version: 2, data: {} })).toThrow(message);
  });
});
