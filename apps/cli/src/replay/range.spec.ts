import { rangeOf } from './range';

describe('the range of a replay', () => {
  it('is of instants, whose ends are in it', () =>
    expect(rangeOf({ from: '2026-10-06T11:15:00+02:00', until: '2026-10-06T10:00:00Z' })).toEqual({
      from: '2026-10-06T09:15:00.000Z',
      to: '2026-10-06T10:00:00.001Z',
    }));

  it('is of numbers of events', () => {
    expect(rangeOf({ from: '#31874', until: '31880' })).toEqual({ after: 31_873, through: 31_880 });
    expect(rangeOf({ from: '0' })).toEqual({ after: 0 });
    expect(rangeOf({})).toEqual({});
  });

  it.each(['yesterday', '2026-13-01T00:00:00Z', '2026-10-06', '-1', '', '1e9', '9'.repeat(16)])('is not %j', (typed) =>
    expect(() => rangeOf({ from: typed })).toThrow('--from is an instant'),
  );
});
