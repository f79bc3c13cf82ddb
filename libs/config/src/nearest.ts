/** Levenshtein distance: how many letters must be added, dropped or changed. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      current.push(
        Math.min(
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === otherLetter ? 0 : 1),
        ),
      );
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/**
 * The name that was probably meant: one that goes on where this one stops, else one that is at most four letters away.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const longer = known.find((each) => each.startsWith(`${name}_`));
  if (longer !== undefined) return longer;
  const [best] = known.map((each) => ({ each, far: distance(name, each) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= 4 ? best.each : undefined;
}
