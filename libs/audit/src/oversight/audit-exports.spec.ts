import {
  auditExportRequested,
  auditExportTaken,
  MOST_OPEN_EXPORTS,
  MOST_TAKEN,
  type OversightEvent,
} from '@annals/contracts';
import { fold } from '@annals/kernel';
import { someId } from '@annals/views';
import { mustBeOpen } from './audit-exports';
import { oversight } from './oversight';

const until = '2026-06-03T09:25:00.000Z';
const justBefore = '2026-06-03T09:24:59.999Z';
const contents = { format: 'csv', through: 9, rows: 9, first: 1, last: 9, until } as const;
const asked = (noun: string) => auditExportRequested({ exportId: someId(noun), ...contents }, { type: '', actor: '' });
const taken = auditExportTaken({ exportId: someId('one'), rows: 9, digest: 'a'.repeat(64) });
const times = <T>(n: number, make: (nth: number) => T): T[] => Array.from({ length: n }, (_, nth) => make(nth));
const open = (events: readonly OversightEvent[], clock = justBefore) =>
  mustBeOpen(fold(oversight, events).exports, someId('one'), clock);
const code = (code: string) => expect.objectContaining({ code }) as Error;

describe('files of the audit log', () => {
  it('can be taken until their time is over', () => {
    expect(open([asked('one')]).asked.rows).toBe(9);
    expect(() => open([asked('one')], until)).toThrow(code('EXPORT_ENDED'));
    expect(() => open([asked('other')])).toThrow(code('EXPORT_NOT_FOUND'));
  });

  it('are given out so many times and no more', () => {
    expect(open([asked('one'), ...times(MOST_TAKEN - 1, () => taken)]).taken).toBe(MOST_TAKEN - 1);
    expect(() => open([asked('one'), ...times(MOST_TAKEN, () => taken)])).toThrow(code('EXPORT_ENDED'));
  });

  it('are forgotten once as many newer ones were asked for as may be open', () => {
    expect(open([asked('one'), ...times(MOST_OPEN_EXPORTS - 1, (nth) => asked(`newer ${nth}`))]).taken).toBe(0);
    const newer = times(MOST_OPEN_EXPORTS, (nth) => asked(`newer ${nth}`));
    expect(() => open([asked('one'), ...newer])).toThrow(code('EXPORT_NOT_FOUND'));
    expect(fold(oversight, [asked('one'), ...newer, taken]).exports.size).toBe(MOST_OPEN_EXPORTS);
  });
});
