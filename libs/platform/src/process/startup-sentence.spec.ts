import { startupSentence } from './startup-sentence';

const failure = (code: string, facts: object = {}) => Object.assign(new Error('internal words'), { code }, facts);

describe('why a process could not start', () => {
  it.each([
    [
      failure('EADDRINUSE', { port: 8080 }),
      'the port 8080 is in use by another program; choose another one with --port.',
    ],
    [failure('28P01'), 'the database refused the password of ANNALS_DATABASE_URL.'],
    [
      failure('ECONNREFUSED', { address: '127.0.0.1', port: 5432 }),
      'nothing answers at 127.0.0.1:5432; is the database or event store running?',
    ],
    [new AggregateError([failure('ENOSPC')], 'several'), 'the disk is full; free some space and start again.'],
  ])('%s becomes one sentence', (error, sentence) => expect(startupSentence(error)).toBe(sentence));

  it('keeps an unknown reason, without its stack', () =>
    expect(startupSentence(new Error('first line\nsecond line'))).toBe('first line'));
});
