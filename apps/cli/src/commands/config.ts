import { describeConfig, type GivenSettings } from '@annals/config';

/** `annals config`: every setting, its value (passwords masked), where it comes from. */
export function printConfig(given: GivenSettings): void {
  const lines = describeConfig(given);
  const width = Math.max(...lines.map(({ name }) => name.length));
  for (const { name, value, source, about } of lines) {
    process.stdout.write(
      `${name.padEnd(width)}  ${value ?? '(not set)'}  [${source}]\n${' '.repeat(width)}  ${about}\n`,
    );
  }
}
