import { betterVersion } from './going-back';
import type { AnyVersion } from './types';

const version = (n: number, ended: number, succeeded: number, inUse = false): AnyVersion => ({
  version: n,
  publishedAt: '2026-11-19T14:00:00.000Z',
  publishedBy: { kind: 'user', id: 'u', label: 'Ada' },
  note: null,
  bytes: 2,
  inUse,
  runs: ended,
  ended,
  succeeded,
  sequence: n,
});
const suggested = (...versions: readonly AnyVersion[]) => betterVersion(versions)?.version;

describe('B27: which version it would help to go back to', () => {
  it('is the newest one of before under which most runs went well, where most do not now', () => {
    expect(suggested(version(4, 10, 1, true), version(3, 0, 0), version(2, 9, 8), version(1, 9, 9))).toBe(2);
  });

  it('is none where it goes well now, nothing ended yet, or it never went better', () => {
    expect(suggested(version(2, 10, 9, true), version(1, 9, 9))).toBeUndefined();
    expect(suggested(version(2, 0, 0, true), version(1, 9, 9))).toBeUndefined();
    expect(suggested(version(2, 10, 0, true), version(1, 9, 1))).toBeUndefined();
    expect(suggested(version(2, 9, 9), version(1, 10, 0, true))).toBeUndefined();
    expect(suggested()).toBeUndefined();
  });
});
