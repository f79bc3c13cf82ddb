/** A case of the contract whose outcome depends on the server's version, and what is accepted there instead. */
interface Allowance {
  readonly number: number;
  readonly instead: string;
  /** Whether a version may differ. */
  readonly concerns: (version: string) => boolean;
}

const isBefore24 = (version: string): boolean => Number(/^(\d+)\./.exec(version)?.[1] ?? 0) < 24;
const isForeign = (version: string): boolean => !version.endsWith('-embedded');
const TOO_SLOW = 'is ended with "Consumer too slow" and goes on after the last event that it handled';

const ALLOWANCES: readonly Allowance[] = [
  { number: 91, instead: `a subscriber ${TOO_SLOW}`, concerns: isBefore24 },
  { number: 92, instead: `a slow subscriber ${TOO_SLOW}`, concerns: isBefore24 },
  { number: 97, instead: `a subscriber ${TOO_SLOW}`, concerns: isBefore24 },
  { number: 124, instead: 'after a restart the same ids are stored again with "any"', concerns: isForeign },
];

/** Cases that kill the server: they are checked where the suite starts it itself. */
const KILLING = [5, 112, 113, 114, 115, 122, 123, 124];

/** Whether a server of this version may differ in a case. */
export function allows(version: string, number: number): boolean {
  return ALLOWANCES.some((one) => one.number === number && one.concerns(version));
}

/**
 * What is checked less strictly, or not at all, on a server that somebody else started: lines for whoever runs the
 * suite against it.
 */
export function describeAllowances(version: string): string[] {
  return [
    `Contract of the event store, server version ${version}:`,
    ...ALLOWANCES.filter(({ concerns }) => concerns(version)).map(
      ({ number, instead }) => `  case ${number} may differ: ${instead}`,
    ),
    `  cases ${KILLING.join(', ')} kill the server and are checked on the embedded one only`,
    '  cases 98 to 111 (persistent subscriptions) are not part of the contract',
  ];
}
