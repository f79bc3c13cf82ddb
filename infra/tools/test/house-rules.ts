import { rules } from '../rules/rules';
import { root } from './node';
import type { Result } from './result';

/** The rules of the house that no tool knows; each broken one is a sentence. */
export function houseRules(): Result {
  let failed = 0;
  for (const { name, check } of rules) {
    for (const problem of check(root)) {
      failed += 1;
      process.stdout.write(`${name}: ${problem}\n`);
    }
  }
  return { passed: failed === 0 ? 1 : 0, failed };
}
