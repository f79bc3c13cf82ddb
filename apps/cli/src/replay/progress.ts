import type { Writable } from 'node:stream';

/** Of a file or another program a line for so many entries is enough. */
const EACH = 10_000;

const number = (n: number): string => n.toLocaleString('en');

/** Says how far it is: on a terminal in one line that changes, elsewhere now and then. */
export function progressOn(output: Writable & { readonly isTTY?: boolean }) {
  let [said, told] = [0, 0];
  return {
    printed: () => told,
    tell(printed: number, at: number, last: number): void {
      told = printed;
      const line = `#${number(at)} of #${number(Math.max(at, last))}, ${number(printed)} entries`;
      if (output.isTTY === true) output.write(`\r\u001b[K${line}`);
      else if (printed - said >= EACH) {
        said = printed;
        output.write(`${line}\n`);
      }
    },
    end(printed: number): void {
      output.write(`${output.isTTY === true ? '\r\u001b[K' : ''}${number(printed)} entries.\n`);
    },
  };
}
