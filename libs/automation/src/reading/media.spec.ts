import { decoded, mediaOf, mediaOfType } from './media';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('D8: what a file is', () => {
  it.each([
    ['a.pdf', bytes('%PDF-1.7 …'), 'pdf'],
    ['a.txt', bytes('%PDF-1.7 …'), 'pdf'],
    ['a.html', bytes('hello'), 'html'],
    ['a', bytes('<!DOCTYPE html><p>hello'), 'html'],
    ['a.MD', bytes('# hello'), 'markdown'],
    ['a.csv', bytes('a;b'), 'text'],
    ['a.txt', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'text'],
    ['a.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x00]), undefined],
    ['a.docx', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]), undefined],
    ['a.txt', new Uint8Array(), undefined],
  ])('%s', (name, content, media) => expect(mediaOf(name, content)).toBe(media));

  it('reads UTF-16, UTF-8 and what old files of the West are written in', () => {
    expect(decoded(new Uint8Array([0xff, 0xfe, 0xe9, 0x00]))).toBe('é');
    expect(decoded(bytes('é'))).toBe('é');
    expect(decoded(new Uint8Array([0xe9]))).toBe('é');
  });

  it('takes of web servers what can be read', () => {
    expect(['text/html; charset=utf-8', 'application/pdf', 'text/plain', 'image/png', ''].map(mediaOfType)).toEqual([
      'html',
      'pdf',
      'text',
      undefined,
      undefined,
    ]);
  });
});
