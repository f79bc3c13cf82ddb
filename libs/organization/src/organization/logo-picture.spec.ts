import { LOGO } from '@annals/contracts';
import { crc32, deflateSync } from 'node:zlib';
import { logoFormatOf } from './logo-picture.service';

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};
/** Grey, of these pixels; `data` of the one chunk that holds them may be anything. */
function png(width: number, height: number, data: Buffer = deflateSync(Buffer.alloc((width + 1) * height))): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}
/** One pixel each. */
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
    'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z',
  'base64',
);
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');

const page = Buffer.from('<script>alert(1)</script>');
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const gif = Buffer.from('R0lGODlhAQABAAAAACw=', 'base64');
/** A picture that says so of itself by its name alone has the bytes of its true kind. */
const codeOf = (bytes: Buffer) =>
  logoFormatOf(bytes).then(
    (format): unknown => format,
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('A12: what a logo is, by its content', () => {
  it.each([
    ['png', png(64, 32)],
    ['png', png(LOGO.pixels, 1)],
    ['jpeg', jpeg],
    ['webp', webp],
  ])('%s', async (format, bytes) => expect(await codeOf(bytes)).toBe(format));

  it.each([
    ['nothing', 'LOGO_EMPTY', Buffer.alloc(0)],
    ['a text', 'LOGO_TYPE_UNSUPPORTED', page],
    ['an SVG', 'LOGO_TYPE_UNSUPPORTED', svg],
    ['a GIF', 'LOGO_TYPE_UNSUPPORTED', gif],
    ['a PDF', 'LOGO_TYPE_UNSUPPORTED', Buffer.from('%PDF-1.7\n')],
    ['513 KB', 'LOGO_TOO_LARGE', png(8, 8, Buffer.alloc(513 * 1024))],
    [
      'one byte too many',
      'LOGO_TOO_LARGE',
      Buffer.concat([png(8, 8), Buffer.alloc(LOGO.bytes)]).subarray(0, LOGO.bytes + 1),
    ],
    ['a bomb of 60,000 pixels', 'LOGO_TOO_MANY_PIXELS', png(60_000, 60_000, Buffer.alloc(9))],
    ['one pixel too many', 'LOGO_TOO_MANY_PIXELS', png(1, LOGO.pixels + 1)],
    ['no pixels', 'LOGO_UNREADABLE', png(0, 1)],
    ['a PNG that ends early', 'LOGO_UNREADABLE', png(64, 32).subarray(0, 40)],
    ['a PNG that is a page, too', 'LOGO_UNREADABLE', Buffer.concat([png(8, 8), page])],
    ['a PNG with an end of its own behind', 'LOGO_UNREADABLE', Buffer.concat([png(8, 8), page, png(8, 8)])],
    ['a JPEG that is a page, too', 'LOGO_UNREADABLE', Buffer.concat([jpeg, page])],
    ['a JPEG in a JPEG', 'LOGO_UNREADABLE', Buffer.concat([jpeg, page, jpeg])],
    ['a WebP that is a page, too', 'LOGO_UNREADABLE', Buffer.concat([webp, page])],
  ])('%s is none: %s', async (_, code, bytes) => expect(await codeOf(bytes)).toBe(code));
});
