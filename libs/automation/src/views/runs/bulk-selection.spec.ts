import { selectionOf, type Candidate } from './bulk-selection.query';

const run = (status: string, more: Partial<Candidate> = {}): Candidate => ({
  runId: `${status}${more.retried === true ? ' again' : ''}${more.input ?? ''}`,
  status,
  input: null,
  retried: false,
  ...more,
});
const kept = new Set(['kept']);
const all = ['requested', 'running', 'suspended', 'stopping', 'succeeded', 'failed', 'stopped', 'killed', 'timed_out']
  .concat('lost', 'refused')
  .map((status) => run(status));

describe('W21: to which of the runs that match something is done', () => {
  it('runs again what came to a bad end, unless that was done already, or its input is gone', () => {
    const special = [
      run('failed', { retried: true }),
      run('failed', { input: 'gone' }),
      run('failed', { input: 'kept' }),
    ];
    expect(selectionOf('retry', [...all, ...special], kept)).toEqual({
      matching: 14,
      runIds: ['failed', 'timed_out', 'lost', 'refused', 'failedkept'],
      leftOut: [
        { why: 'open', runs: 4 },
        { why: 'succeeded', runs: 1 },
        { why: 'stopped', runs: 2 },
        { why: 'retried', runs: 1 },
        { why: 'input_gone', runs: 1 },
      ],
    });
  });

  it('stops what runs, and cancels what waits', () => {
    expect(selectionOf('stop', all, kept)).toEqual({
      matching: 11,
      runIds: ['running', 'suspended'],
      leftOut: [
        { why: 'waits', runs: 1 },
        { why: 'stopped', runs: 1 },
        { why: 'over', runs: 7 },
      ],
    });
    expect(selectionOf('cancel', all, kept)).toEqual({
      matching: 11,
      runIds: ['requested'],
      leftOut: [
        { why: 'begun', runs: 3 },
        { why: 'over', runs: 7 },
      ],
    });
  });
});
