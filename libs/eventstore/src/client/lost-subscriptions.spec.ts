import { LostSubscriptions } from './lost-subscriptions';

describe('subscriptions that are lost', () => {
  const told = (run: (lost: LostSubscriptions) => void) => {
    const lines: [string, object][] = [];
    run(
      new LostSubscriptions({
        info: (facts) => void lines.push(['info', facts]),
        error: (facts) => void lines.push(['error', facts]),
      }),
    );
    return lines;
  };
  const place = { commit: 7n, prepare: 7n };

  it('are told with reason, attempt and place, as an alarm from the third on', () => {
    expect(
      told((subscriptions) => {
        for (let each = 0; each < 3; each += 1) subscriptions.lost('gone', each === 0 ? undefined : place);
      }),
    ).toEqual([
      ['info', { reason: 'gone', attempt: 1, after: 'start' }],
      ['info', { reason: 'gone', attempt: 2, after: '7' }],
      ['error', { reason: 'gone', attempt: 3, after: '7' }],
    ]);
  });

  it('are no alarm when each was live, and their end is told after one', () => {
    expect(
      told((subscriptions) => {
        for (let each = 0; each < 5; each += 1) {
          subscriptions.lost('gone', place);
          subscriptions.live();
        }
      }).map(([level]) => level),
    ).toEqual(Array.from({ length: 5 }, () => 'info'));
    expect(
      told((subscriptions) => {
        for (let each = 0; each < 3; each += 1) subscriptions.lost('gone', place);
        subscriptions.live();
      }).at(-1),
    ).toEqual(['info', { attempt: 3 }]);
  });

  it('do not fill the disk, but a new reason is told at once', () => {
    const lines = told((subscriptions) => {
      for (let each = 0; each < 1000; each += 1) subscriptions.lost(each === 700 ? 'other' : 'gone', place);
    });
    expect(lines.length).toBeLessThan(20);
    expect(lines).toContainEqual(['error', { reason: 'other', attempt: 701, after: '7' }]);
  });
});
