import { endingOf } from './ending';

const exit = (code: number, output = '') => ({ code, signal: null, output });

describe('how a run ends by how its command did', () => {
  it('succeeds by exit code 0, with what it wrote where that is JSON', () => {
    expect(endingOf(exit(0, '{"paid":3}\n'), 'go_on', undefined)).toEqual({ status: 'succeeded', output: { paid: 3 } });
    expect(endingOf(exit(0, 'three paid\n'), 'go_on', 'three paid')).toEqual({ status: 'succeeded' });
    expect(endingOf(exit(0, JSON.stringify('x'.repeat(300_000))), 'go_on', undefined)).toEqual({ status: 'succeeded' });
  });

  it('fails by any other, and says what it said last', () => {
    expect(endingOf(exit(3), 'go_on', 'no such file')).toEqual({
      status: 'failed',
      error: 'The command ended with exit code 3: no such file',
    });
    expect(endingOf({ code: null, signal: 'SIGSEGV', output: '' }, 'go_on', undefined)).toEqual({
      status: 'failed',
      error: 'The command was ended by SIGSEGV.',
    });
  });

  it('has stopped where it was asked to, unless it was done', () => {
    const ended = { code: null, signal: 'SIGTERM', output: '' } as const;
    expect(endingOf(ended, 'stop', undefined)).toEqual({ status: 'stopped' });
    expect(endingOf(exit(0), 'stop', undefined)).toEqual({ status: 'succeeded' });
  });

  it('is over already where it was killed', () =>
    expect(endingOf(exit(0), 'kill', undefined)).toEqual({ status: 'killed' }));
});
