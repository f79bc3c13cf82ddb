import { plus, someFacts } from '@annals/kernel';
import { botStatus } from './bot-status';

const { now } = someFacts;
const beat = (secondsAgo: number, status = 'idle') => ({ status, at: plus(now, { seconds: -secondsAgo }) });
const known = { enabled: true, running: false };

describe('B9: the status of a bot', () => {
  it('is what it last said, for a minute', () => {
    expect(botStatus({ ...known, beat: beat(0, 'error') }, now)).toBe('error');
    expect(botStatus({ ...known, beat: beat(60) }, now)).toBe('idle');
    expect(botStatus({ ...known, beat: beat(61) }, now)).toBe('offline');
    expect(botStatus(known, now)).toBe('offline');
  });

  it('C5: is not what it said by a clock that ran ahead: that says nothing of now', () => {
    expect(botStatus({ ...known, beat: beat(-2 * 60 * 60) }, now)).toBe('offline');
    expect(botStatus({ ...known, beat: beat(-30) }, now)).toBe('idle'); // clocks of machines differ
  });

  it('is busy while something runs, unless it fell silent', () => {
    expect(botStatus({ ...known, running: true, beat: beat(5) }, now)).toBe('busy');
    expect(botStatus({ ...known, running: true, beat: beat(90) }, now)).toBe('offline');
  });

  it('is disabled whatever it says', () =>
    expect(botStatus({ enabled: false, running: true, beat: beat(0, 'busy') }, now)).toBe('disabled'));
});
