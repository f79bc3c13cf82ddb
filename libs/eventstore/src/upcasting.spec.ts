import type { Upcast } from '@annals/contracts';
import { Erased } from '@annals/kernel';
import { upcast } from './upcasting';

const forms = (version: number | undefined, steps: Readonly<Record<string, Upcast>> = {}) => ({
  definitions: new Map(version === undefined ? [] : [['LampMoved', { version }]]),
  upcasts: new Map(Object.entries(steps)),
});
const next =
  (note: string): Upcast =>
  (event) => ({ ...event, version: event.version + 1, data: { ...event.data, [note]: true } });

describe('upcasting', () => {
  it('leaves the version of today alone', () => {
    const event = { type: 'LampMoved', version: 1, data: { lampId: 'x' } };
    expect(upcast(forms(1), event)).toBe(event);
  });

  it('goes step by step, in order', () => {
    expect(
      upcast(forms(3, { 'LampMoved@1': next('a'), 'LampMoved@2': next('b') }), {
        type: 'LampMoved',
        version: 1,
        data: {},
      }),
    ).toEqual({ type: 'LampMoved', version: 3, data: { a: true, b: true } });
  });

  it('leads from a type that is no longer written to the one that replaced it', () => {
    const renamed: Upcast = (event) => ({ ...event, type: 'LampMoved', version: 2 });
    expect(
      upcast(forms(3, { 'LampShifted@1': renamed, 'LampMoved@2': next('b') }), {
        type: 'LampShifted',
        version: 1,
        data: {},
      }),
    ).toMatchObject({ type: 'LampMoved', version: 3 });
  });

  it('passes erased parts on as they are', () => {
    const event = { type: 'LampMoved', version: 1, data: {}, text: Erased.value };
    expect(upcast(forms(2, { 'LampMoved@1': next('a') }), event).text).toBe(Erased.value);
  });

  it.each<[string, ReturnType<typeof forms>, string]>([
    ['an unknown type', forms(undefined), 'This program does not know its type'],
    ['a newer version', forms(1), "Its schema version 2 is newer than this program's (1)"],
    ['a missing step', forms(3), 'There is no upcast from its schema version 2'],
    ['a circle', forms(3, { 'LampMoved@2': (event) => event }), 'Its upcasts lead in a circle (LampMoved@2)'],
  ])('faults on %s', (_name, known, message) => {
    expect(() => upcast(known, { type: 'LampMoved', version: 2, data: {} })).toThrow(message);
  });
});
