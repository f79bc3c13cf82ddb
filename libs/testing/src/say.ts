/** One line of a test for people (figures of a long run), past Jest's own decoration of `console`. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
