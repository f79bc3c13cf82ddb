import { LOGO } from '@annals/contracts';

/** So many pixels each way: more than any place shows a logo at. */
const SIDE = 512;
/** Three bytes are four characters, behind `data:image/webp;base64,`. */
const bytesOf = (url: string): number => ((url.length - url.indexOf(',') - 1) * 3) / 4;

/**
 * A picture drawn anew, as a data URL: without whatever its file told beside it (where and by whom it was taken), and no larger than
 * a logo may be. Undefined for what this browser cannot draw.
 */
export async function redrawn(file: Blob): Promise<string | undefined> {
  const drawn = await createImageBitmap(file).catch(() => undefined); // the one thing that this asks of a file
  if (drawn === undefined) return undefined;
  const scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(drawn.width * scale));
  canvas.height = Math.max(1, Math.round(drawn.height * scale));
  canvas.getContext('2d')?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  const png = canvas.toDataURL('image/png');
  return bytesOf(png) <= LOGO.bytes ? png : canvas.toDataURL('image/webp', 0.9);
}
