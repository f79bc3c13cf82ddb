import { FailRun, Heartbeat, WriteLog } from './automation/api';
import { said } from './words';

describe('A9: what a program says is never refused for its length or characters', () => {
  it.each([
    ['short', 'short'],
    ['  trimmed\n', 'trimmed'],
    ['x'.repeat(10), 'x'.repeat(10)],
    ['x'.repeat(11), `${'x'.repeat(9)}…`],
    [`12345678${'🦊'.repeat(3)}`, '12345678…'],
    ['a\u0000b\u001b[1m', 'a\ufffdb\ufffd[1m'],
    ['a\ud800', 'a\ufffd'],
    ['\u202eevil', '\ufffdevil'],
    ['two\n\tlines', 'two\n\tlines'],
    ['', ''],
  ])('%j is kept as %j', (text, kept) => expect(said(10).parse(text)).toBe(kept));

  it('an error that is too long is cut with a mark, an empty one says that there was none', () => {
    expect(FailRun.parse({ error: 'e'.repeat(2001) }).error).toBe(`${'e'.repeat(1999)}…`);
    expect(FailRun.parse({ error: ' ' }).error).toBe('The bot gave no reason.');
  });

  it('a bot with a long host name is alive', () =>
    expect(Heartbeat.parse({ status: 'idle', host: 'h'.repeat(300) }).host).toHaveLength(120));

  it('a line of a log keeps the spaces that it begins with', () =>
    expect(WriteLog.parse({ lines: ['  at main.py  ', ''] }).lines).toEqual(['  at main.py', '']));
});
