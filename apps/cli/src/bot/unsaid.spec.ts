import { WriteLog } from '@annals/contracts';
import { Unsaid } from './unsaid';

function written(text: string) {
  const unsaid = new Unsaid();
  const { write, end } = unsaid.writer();
  write(text);
  end();
  return unsaid;
}

describe('what a command wrote and nobody was told yet', () => {
  it('is told line by line, whichever output said it, and the last one without an end at the end', () => {
    const unsaid = new Unsaid();
    const [one, other] = [unsaid.writer(), unsaid.writer()];
    one.write('it be');
    other.write('careful\n');
    one.write('gan\n\nhal');
    expect(unsaid.take()).toEqual(['careful', 'it began', '']);
    one.end();
    expect([unsaid.take(), unsaid.take()]).toEqual([['half'.slice(0, 3)], []]);
  });

  it.each(['x', '\u0000', 'é', '😀'])('fits into a request at a time, whatever it is: %j', (character) => {
    const unsaid = written(`${character.repeat(2_000)}\n`.repeat(200));
    const said: string[] = [];
    for (let lines = unsaid.take(); lines.length > 0; lines = unsaid.take()) {
      expect(WriteLog.safeParse({ lines }).error).toBeUndefined();
      expect(Buffer.byteLength(JSON.stringify({ lines }))).toBeLessThan(512 * 1024);
      said.push(...lines);
    }
    expect(said.at(-1)).toBe(character.repeat(2_000).slice(0, 4_001));
  });

  it('is cut where a line is longer than any that is kept, and the server says so', () => {
    const [line = ''] = written('x'.repeat(3_000_000)).take();
    expect(line).toHaveLength(4_001);
    expect(WriteLog.parse({ lines: [line] }).lines[0]).toMatch(/x…$/);
  });

  it('is the newest MiB, and says how many lines it left out', () => {
    const unsaid = written(Array.from({ length: 3_000 }, (_, n) => `${n} ${'x'.repeat(1_000)}\n`).join(''));
    const [first, second = ''] = unsaid.take();
    const [, many = ''] = /^… (\d+) lines left out …$/.exec(first ?? '') ?? [];
    expect(Number(many)).toBeGreaterThan(1_500);
    expect(second).toMatch(new RegExp(`^${many} x`));
  });
});
