import type { Moved } from '@annals/views';
import { Subject } from 'rxjs';
import { MOVE_PAUSE_MS, movesOf } from './moves';

describe('what a live stream is told', () => {
  const all = new Subject<Moved>();
  let heard: string[];
  let stop: () => void;
  beforeEach(() => {
    jest.useFakeTimers();
    heard = [];
    const subscription = movesOf(all, ({ organizations }) => organizations.includes('ours')).subscribe(
      ({ view, position }) => heard.push(`${view}@${position}`),
    );
    stop = () => subscription.unsubscribe();
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });
  const move = (view: string, position: number, organization = 'ours') =>
    all.next({ view, position: String(position), organizations: [organization], accounts: [] });

  it('hears of its own at once, and of nobody else’s', () => {
    move('bots', 1);
    move('bots', 2, 'theirs');
    move('runs', 3);
    expect(heard).toEqual(['bots@1', 'runs@3']);
  });

  it('hears of a thousand changes a few times, and of the last one for certain', () => {
    for (let position = 1; position <= 1000; position += 1) {
      move('bots', position);
      jest.advanceTimersByTime(1);
    }
    jest.advanceTimersByTime(MOVE_PAUSE_MS);
    expect(heard[0]).toBe('bots@1');
    expect(heard.at(-1)).toBe('bots@1000');
    expect(heard.length).toBeLessThanOrEqual(1000 / MOVE_PAUSE_MS + 2);
  });
});
