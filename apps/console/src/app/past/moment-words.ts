import { clock, dayHeading, relative, utcDay } from '../../format/time';

/** "Tuesday 6 October 2026 at 09:15:00 UTC". */
export function longMoment(at: string): string {
  const { name, date } = dayHeading(utcDay(at), 0);
  return `${name} ${date} at ${clock(at)} UTC`;
}

/** How far back it is: "44 days ago", also beyond what lists say so. */
export function ago(at: string, now: number): string {
  const days = Math.floor((now - new Date(at).getTime()) / 86_400_000);
  return days >= 2 ? `${days} days ago` : relative(at, now);
}

/** What was typed into the fields of the pill, as an address has it; undefined where it is no moment. */
export function typedMoment({ instant, event }: { instant: string; event: string }): string | undefined {
  if (event.trim() !== '') return /^#?\d{1,15}$/.test(event.trim()) ? event.trim().replace('#', '') : undefined;
  const parsed = new Date(`${instant}Z`);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
}

/** An instant as a field for day and time has it, in UTC. */
export const fieldOf = (instant: number): string => new Date(instant).toISOString().slice(0, 19);

/** Moments that are often looked at, by what they are called. */
export function jumps(now: number, last: number): readonly { label: string; at: string }[] {
  const iso = (instant: number) => new Date(Math.floor(instant / 1000) * 1000).toISOString();
  const today = new Date(now);
  return [
    { label: 'An hour ago', at: iso(now - 3_600_000) },
    { label: 'Yesterday, this time', at: iso(now - 86_400_000) },
    { label: 'Start of the month', at: iso(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1)) },
    ...(last > 1 ? [{ label: 'Before the last change', at: String(last - 1) }] : []),
  ];
}
