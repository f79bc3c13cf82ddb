import { queryInstant } from '@annals/contracts';
import { CannotDo } from '../sentence';

/** Which part of a history: by instants, by numbers of events, or both. The ends are in it. */
export interface Range {
  readonly from?: string;
  readonly to?: string;
  /** Entries behind this one. */
  readonly after?: number;
  readonly through?: number;
}

const NUMBER = /^#?(\d{1,15})$/;

/** @throws CannotDo where one of them is neither an instant nor the number of an event */
export function rangeOf({ from, until }: { readonly from?: string; readonly until?: string }): Range {
  return {
    ...(from === undefined
      ? {}
      : oneEnd('--from', from, { instant: (at) => ({ from: at }), number: (n) => ({ after: Math.max(n - 1, 0) }) })),
    ...(until === undefined
      ? {}
      : oneEnd('--until', until, { instant: (at) => ({ to: justBehind(at) }), number: (n) => ({ through: n }) })),
  };
}

interface Ways {
  readonly instant: (at: string) => Range;
  readonly number: (n: number) => Range;
}

function oneEnd(option: string, typed: string, ways: Ways): Range {
  const number = NUMBER.exec(typed)?.[1];
  if (number !== undefined) return ways.number(Number(number));
  const at = queryInstant.safeParse(typed).data;
  if (at === undefined)
    throw new CannotDo(`${option} is an instant as in 2026-11-22T00:00:00Z, or the number of an event as in 31874.`);
  return ways.instant(at);
}

/** The API leaves the end of a time range out. */
const justBehind = (at: string): string => new Date(Date.parse(at) + 1).toISOString();
