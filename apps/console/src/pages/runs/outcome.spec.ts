import type { Run } from '@annals/contracts';
import type { z } from 'zod';
import { refusalWords, steps, took, whatHappened } from './outcome';

type AnyRun = z.output<typeof Run>;
const run = (over: Partial<AnyRun> = {}): AnyRun => ({
  runId: 'r',
  botId: 'b',
  botName: 'invoice-reader',
  status: 'succeeded',
  source: 'manual',
  requestedAt: '2026-11-19T14:00:00.000Z',
  startedAt: '2026-11-19T14:00:00.400Z',
  endedAt: '2026-11-19T14:00:04.500Z',
  code: null,
  error: null,
  requestedBy: { kind: 'user', id: 'u', label: 'Ada' },
  sequence: 1,
  retryOf: null,
  worker: null,
  configuration: null,
  trigger: null,
  timeLimit: null,
  ahead: null,
  progress: null,
  ...over,
});

describe('a run', () => {
  it('says what happened', () => {
    expect(whatHappened(run())).toBe('');
    expect(whatHappened(run({ status: 'failed', error: 'portal answered 401' }))).toBe('portal answered 401');
    expect(whatHappened(run({ status: 'refused', code: 'BOT_DISABLED' }))).toBe('The bot is disabled');
    expect(
      whatHappened(
        run({
          status: 'running',
          endedAt: null,
          progress: { percent: 41.4, message: '22 of 54', at: '2026-11-19T14:00:02.000Z' },
        }),
      ),
    ).toBe('41 %: 22 of 54');
    expect([refusalWords(null), refusalWords('SOMETHING_NEW')]).toEqual([
      'It was refused',
      'It was refused: SOMETHING_NEW',
    ]);
  });

  it('took from its start to its end', () =>
    expect([took(run()), took(run({ endedAt: null })), took(run({ startedAt: null }))]).toEqual(['4.1 s', '–', '–']));

  it('has its steps with what each took', () => {
    expect(steps(run()).map((step) => [step.name, step.after, step.tone])).toEqual([
      ['Requested', null, 'ok'],
      ['Started', 400, 'ok'],
      ['Succeeded', 4100, 'ok'],
    ]);
    expect(steps(run({ status: 'refused', startedAt: null })).map((step) => [step.name, step.tone])).toEqual([
      ['Requested', 'ok'],
      ['Refused', 'no'],
    ]);
    expect(steps(run({ status: 'requested', startedAt: null, endedAt: null }))).toHaveLength(1);
  });
});
