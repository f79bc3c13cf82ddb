import { randomUUID } from 'node:crypto';
import { framed, type FramedEvent } from '../wire/framed-event';
import { Ring } from './ring';

const events = (first: number, count: number, size = 1): FramedEvent[] =>
  Array.from({ length: count }, (_, index) =>
    framed({
      position: first + index,
      stream: 's',
      revision: index,
      id: randomUUID(),
      type: 't',
      isJson: true,
      created: 0,
      data: Buffer.alloc(size),
      metadata: Buffer.alloc(0),
    }),
  );
const positions = (found: FramedEvent[] | undefined): number[] | undefined => found?.map(({ position }) => position);

describe('the ring of recent events', () => {
  it('gives what follows a position, up to a limit, and nothing at the end', () => {
    const ring = new Ring(8);
    expect(ring.after(7, 10)).toEqual([]);
    ring.push(events(8, 5));
    expect(positions(ring.after(7, 3))).toEqual([8, 9, 10]);
    expect(positions(ring.after(10, 99))).toEqual([11, 12]);
    expect(ring.after(12, 99)).toEqual([]);
  });
  it('says when a position is no longer in memory', () => {
    const ring = new Ring(1);
    for (let first = 1; first < 25_000; first += 1000) ring.push(events(first, 1000));
    expect(ring.after(0, 1)).toBeUndefined();
    expect(ring.after(14_999, 1)).toBeUndefined();
    expect(positions(ring.after(15_000, 1))).toEqual([15_001]);
    expect(positions(ring.after(24_998, 9))).toEqual([24_999, 25_000]);
  });
  it('holds fewer large events', () => {
    const ring = new Ring(1);
    for (let first = 1; first <= 60; first += 1) ring.push(events(first, 1, 1024 * 1024));
    expect(ring.after(20, 1)).toBeUndefined();
    expect(positions(ring.after(58, 9))).toEqual([59, 60]);
  });
  it('begins anew when the log grew without it', () => {
    const ring = new Ring(1);
    ring.push(events(1, 3));
    ring.restart(10);
    expect(ring.after(3, 9)).toBeUndefined();
    ring.push(events(11, 1));
    expect(positions(ring.after(10, 9))).toEqual([11]);
  });
});
