import type { ReadableMedia } from '@annals/contracts';

const LOOKED_AT = 8_192;
const startOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 1_024));
const hasMark = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** Text in one of the ways in which files have it: UTF-16 where it says so, UTF-8, else as old files of the West. */
export function decoded(bytes: Uint8Array): string {
  if (hasMark(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (hasMark(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What a file is, by its content; of what is text, by its name. undefined: nothing that can be read. */
export function mediaOf(name: string, bytes: Uint8Array): ReadableMedia | undefined {
  const start = startOf(bytes);
  if (start.includes('%PDF-')) return 'pdf';
  const isUtf16 = hasMark(bytes, 0xff, 0xfe) || hasMark(bytes, 0xfe, 0xff);
  if (bytes.length === 0 || (!isUtf16 && bytes.subarray(0, LOOKED_AT).includes(0))) return undefined;
  if (/\.x?html?$/i.test(name) || /^\s*(?:<!doctype html|<html)/i.test(start)) return 'html';
  return /\.(?:md|markdown)$/i.test(name) ? 'markdown' : 'text';
}

/** What a web server says that it is; undefined: nothing that can be read. */
export function mediaOfType(contentType: string): ReadableMedia | undefined {
  const [type = ''] = contentType.toLowerCase().split(';');
  switch (type.trim()) {
    case 'text/html':
    case 'application/xhtml+xml':
      return 'html';
    case 'application/pdf':
      return 'pdf';
    case 'text/markdown':
      return 'markdown';
    case 'text/plain':
    case 'text/csv':
      return 'text';
    default:
      return undefined;
  }
}
