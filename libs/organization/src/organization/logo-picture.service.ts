import { LOGO, refused, type LogoFormat } from '@annals/contracts';
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';

const formats: Readonly<Record<string, LogoFormat>> = { png: 'png', jpg: 'jpeg', webp: 'webp' };

/**
 * What a logo is, by its content: names and types that a sender says count for nothing. A picture is not decoded here; what it says of
 * its size is looked at before any browser does.
 * @throws Refused LOGO_EMPTY, LOGO_TOO_LARGE, LOGO_TYPE_UNSUPPORTED, LOGO_TOO_MANY_PIXELS, LOGO_UNREADABLE
 */
export async function logoFormatOf(bytes: Buffer): Promise<LogoFormat> {
  if (bytes.length === 0) throw refused('LOGO_EMPTY');
  if (bytes.length > LOGO.bytes) throw refused('LOGO_TOO_LARGE', { limitBytes: LOGO.bytes });
  const format = formats[(await fileTypeFromBuffer(bytes))?.ext ?? ''];
  if (format === undefined) throw refused('LOGO_TYPE_UNSUPPORTED');
  const { width, height } = sizeOf(bytes);
  if (Math.max(width, height) > LOGO.pixels) throw refused('LOGO_TOO_MANY_PIXELS', { limit: LOGO.pixels });
  if (Math.min(width, height) < 1 || endOf[format](bytes) !== bytes.length) throw refused('LOGO_UNREADABLE');
  return format;
}

function sizeOf(bytes: Buffer): { readonly width: number; readonly height: number } {
  try {
    return imageSize(bytes);
  } catch {
    throw refused('LOGO_UNREADABLE'); // whatever is wrong with its header
  }
}

/** Where a picture ends. What follows it is something else: an archive, a page, a script. */
const endOf: Readonly<Record<LogoFormat, (bytes: Buffer) => number>> = {
  png: (bytes) => {
    let at = 8;
    for (let type = ''; type !== 'IEND' && at + 12 <= bytes.length;) {
      type = bytes.toString('latin1', at + 4, at + 8);
      at += 12 + bytes.readUInt32BE(at);
    }
    return bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'IEND' ? at : 0;
  },
  // In the data of a scan an 0xff is followed by 0x00 or the number of a restart, so the first end there is the picture's.
  jpeg: (bytes) => {
    let at = 2;
    while (at + 4 <= bytes.length && bytes[at + 1] !== 0xda) at += 2 + bytes.readUInt16BE(at + 2);
    const end = bytes.indexOf(Buffer.from([0xff, 0xd9]), at);
    return end < 0 ? 0 : end + 2;
  },
  webp: (bytes) => 8 + bytes.readUInt32LE(4),
};
