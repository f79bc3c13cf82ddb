import { compileFilter } from './filter';
import type { StoredEvent } from './types';

const event = (stream: string, type: string): StoredEvent => ({
  stream,
  type,
  position: 1,
  revision: 0,
  id: '',
  isJson: true,
  created: 0,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
});
const on = (what: 'stream' | 'type', regex: string, ...prefixes: string[]) =>
  compileFilter({ on: what, regex, prefixes, window: 32, checkpointInterval: 1 });

describe('filters of $all', () => {
  it('take any of the listed prefixes, of the stream or of the type', () => {
    expect(on('stream', '', 'a-', 'b-')(event('b-1', 'x'))).toBe(true);
    expect(on('stream', '', 'a-', 'b-')(event('c-1', 'a-'))).toBe(false);
    expect(on('type', '', 'a-')(event('b-1', 'a-x'))).toBe(true);
    expect(on('stream', '', 'A-')(event('a-1', 'x'))).toBe(false);
  });
  it('take a pattern anywhere, and it wins over prefixes', () => {
    expect(on('type', 'b+')(event('', 'abc'))).toBe(true);
    expect(on('type', '^b', 'a')(event('', 'abc'))).toBe(false);
    expect(on('type', '^[^$].*')(event('', '$metadata'))).toBe(false);
  });
  it('match nothing without either, everything with the empty prefix', () => {
    expect(on('stream', '')(event('a', 'b'))).toBe(false);
    expect(on('stream', '', '')(event('a', 'b'))).toBe(true);
  });
  it('refuse what is no pattern', () => {
    expect(() => on('stream', '(')).toThrow(SyntaxError);
  });
});
