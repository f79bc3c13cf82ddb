import { fateOf, type Sight } from './fate';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 9, minute)).toISOString();
const trigger = { missed: 'once', missedAtMost: 3, overlap: 'skip' };
const seen = (over: Partial<Sight> = {}): Sight => ({
  now: at(60),
  dues: [at(60)],
  seenUntil: undefined,
  stoppedBy: undefined,
  isDayOff: false,
  isGoing: false,
  ...over,
});
const minutes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => at(from + n));

describe('B26: what becomes of a due time', () => {
  it('fires, up to five minutes late', () => {
    expect(fateOf(trigger, seen())).toEqual({ does: 'fire' });
    expect(fateOf({ ...trigger, missed: 'skip' }, seen({ dues: minutes(55, 60) }))).toEqual({ does: 'fire' });
  });

  it('is left out by what stops it, before all else, and on days off', () => {
    const stopped = seen({ stoppedBy: 'BOT_DISABLED', isDayOff: true });
    expect(fateOf(trigger, stopped)).toEqual({ does: 'skip', reason: 'BOT_DISABLED', spell: [] });
    expect(fateOf(trigger, seen({ isDayOff: true }))).toEqual({ does: 'skip', reason: 'DAY_OFF', spell: [] });
  });

  it.each([
    ['skip', 9],
    ['once', 8],
    ['all', 6],
    ['a word of another release', 9],
  ])('of ten that were missed it keeps what it is told to: %s', (missed, others) => {
    const sight = seen({ dues: minutes(45, 54) });
    expect(fateOf({ ...trigger, missed }, sight)).toEqual({
      does: 'skip',
      reason: 'MISSED',
      spell: minutes(46, 45 + others),
    });
  });

  it('missed one is kept when it comes to it; and what waited was not missed', () => {
    expect(fateOf(trigger, seen({ dues: minutes(54, 54) }))).toEqual({ does: 'fire' });
    expect(fateOf({ ...trigger, missed: 'skip' }, seen({ dues: minutes(50, 54), seenUntil: at(54) }))).toEqual({
      does: 'fire',
    });
  });

  it('where the run before is going it is left out, waits, or fires beside it', () => {
    const sight = seen({ isGoing: true });
    expect(fateOf(trigger, sight)).toEqual({ does: 'skip', reason: 'STILL_RUNNING', spell: [] });
    expect(fateOf({ ...trigger, overlap: 'queue' }, sight)).toEqual({ does: 'wait' });
    expect(fateOf({ ...trigger, overlap: 'parallel' }, sight)).toEqual({ does: 'fire' });
    const eleven = seen({ isGoing: true, dues: minutes(50, 60), seenUntil: at(60) });
    expect(fateOf({ ...trigger, overlap: 'queue' }, eleven)).toEqual({
      does: 'skip',
      reason: 'TOO_MANY_WAIT',
      spell: [],
    });
  });
});
