import { comparableAddress, email } from '@annals/contracts';

/** Addresses as typed or pasted: separated by commas, semicolons, spaces or lines, each once. */
export function addresses(text: string): { valid: string[]; wrong: string[] } {
  const typed = [
    ...new Map(
      text
        .split(/[\s,;]+/)
        .filter((each) => each !== '')
        .map((each) => [comparableAddress(each), each]),
    ).values(),
  ];
  const valid = typed.filter((each) => email.safeParse(each).success);
  return { valid, wrong: typed.filter((each) => !valid.includes(each)) };
}

const common = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'icloud.com',
  'yahoo.com',
  'proton.me',
  'gmx.net',
  'gmx.de',
  'web.de',
];

/**
 * A likely typing error in the domain: the same address at a known or colleague's domain that is one or two keystrokes
 * away.
 */
export function suggestion(address: string, colleagues: readonly string[]): string | undefined {
  const [name, domain] = [
    address.slice(0, address.lastIndexOf('@')),
    address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
  ];
  const known = [
    ...new Set([...colleagues.map((each) => each.slice(each.lastIndexOf('@') + 1).toLowerCase()), ...common]),
  ];
  if (domain === '' || known.includes(domain)) return undefined;
  const near = known.find((each) => distance(domain, each) <= 2 && Math.min(domain.length, each.length) > 4);
  return near === undefined ? undefined : `${name}@${near}`;
}

/** Edit distance with transpositions of neighbours counted as one. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const at = (above: number, left: number) => rows[row - above]?.[column - left] ?? 0;
      const best = Math.min((line[column - 1] ?? 0) + 1, at(1, 0) + 1, at(1, 1) + (same ? 0 : 1));
      line.push(swapped ? Math.min(best, at(2, 2) + 1) : best);
    }
    rows.push(line);
  }
  return rows[from.length]?.[to.length] ?? 0;
}
