/**
 * How large a test is: small on every commit, whole in `npm run test:nightly` (reliability.md §7).
 * @param perCommit a size that keeps the test command quick
 * @param nightly the size that the design promises
 */
export function scaled<Size>(perCommit: Size, nightly: Size): Size {
  return process.env['ANNALS_TEST_NIGHTLY'] === '1' ? nightly : perCommit;
}
