/** How many tests passed and failed. */
export interface Result {
  readonly passed: number;
  readonly failed: number;
}

export const sum = (results: readonly Result[]): Result =>
  results.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), {
    passed: 0,
    failed: 0,
  });
