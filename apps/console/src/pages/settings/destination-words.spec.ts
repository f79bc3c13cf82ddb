import { causeOf, healthOf } from './destination-words';

const failing = { since: '2026-06-03T09:15:00.000Z', code: 'HTTP_503', tries: 3, nextAt: null };

describe('how a destination is', () => {
  it('is said in a word', () => {
    expect(healthOf({ isPaused: false, failing: null, behind: 0 })).toEqual({ tone: 'ok', word: 'Takes everything' });
    expect(healthOf({ isPaused: false, failing: null, behind: 3 })).toEqual({ tone: 'warn', word: 'Catching up' });
    expect(healthOf({ isPaused: true, failing, behind: 3 })).toEqual({ tone: 'quiet', word: 'Paused' });
    expect(healthOf({ isPaused: false, failing, behind: 3 })).toEqual({
      tone: 'bad',
      word: 'Takes nothing: it answered 503',
    });
  });

  it('says why, also what it has no word for', () => {
    expect(['ECONNREFUSED', 'SPLUNK_4', 'constructor'].map(causeOf)).toEqual([
      'nobody listens there',
      'SPLUNK_4',
      'constructor',
    ]);
  });
});
