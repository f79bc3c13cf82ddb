import { figuresOf, fireFate, type AnswerOf, type FireFate, type routes } from '@annals/contracts';
import { millisecondsBetween, type Instant } from '@annals/kernel';

type Figures = AnswerOf<typeof routes.automation.getFireFigures>;

/** What the view says of a due time, or of a spell of them. */
export interface FireRow {
  readonly due: Instant;
  readonly count: number;
  readonly run_id: string | null;
  readonly status: string;
  readonly code: string | null;
  readonly fate: string;
  readonly fired_at: Instant | null;
}

/** What due times came to. @param rows the newest first */
export function fireFigures(rows: readonly FireRow[]): Figures {
  const fates = rows.map((row) => ({ ...row, fate: fireFate.parse(row.fate) }));
  const sum = (some: readonly FireRow[]): number => some.reduce((all, { count }) => all + count, 0);
  const of = (fate: FireFate) => fates.filter((row) => row.fate === fate);
  const late = of('fired')
    .flatMap(({ due, fired_at }) => (fired_at === null || fired_at === due ? [] : [millisecondsBetween(due, fired_at)]))
    .sort((one, other) => one - other);
  const reasons = new Map<string, number>();
  for (const { code, count } of of('skipped'))
    reasons.set(code ?? 'MISSED', (reasons.get(code ?? 'MISSED') ?? 0) + count);
  return {
    due: sum(rows),
    fired: sum(of('fired')),
    skipped: [...reasons]
      .map(([code, count]) => ({ code, count }))
      .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1)),
    notLaunched: sum(of('not_launched')),
    lateBy: late.length === 0 ? null : { p50: at(late, 0.5), p99: at(late, 0.99) },
    strip: fates
      .slice(0, figuresOf.inStrip)
      .reverse()
      .map(({ due, count, run_id, status, code, fate }) => ({ due, count, runId: run_id, status, code, fate })),
  };
}

/** Of so many in order, the one below which such a share is. */
const at = (sorted: readonly number[], share: number): number =>
  Math.max(0, sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
