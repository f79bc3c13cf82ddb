import { deflateSync } from 'node:zlib';

const object = (n: number, body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${n} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);

const stream = (content: Buffer): Buffer => {
  const packed = deflateSync(content);
  const head = `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]);
};

const shows = (text: string): Buffer => Buffer.from(`BT /F1 12 Tf 72 720 Td (${text}) Tj ET`);

/** A PDF with a page for each content: text, or what a page draws. */
export function pdfOf(pages: readonly (string | Buffer)[], { isLocked = false } = {}): Buffer {
  const kids = pages.map((_, n) => `${10 + 2 * n} 0 R`).join(' ');
  const objects = [
    object(1, '<< /Type /Catalog /Pages 2 0 R >>'),
    object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`),
    object(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    object(4, `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`),
    ...pages.flatMap((page, n) => [
      object(
        10 + 2 * n,
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${11 + 2 * n} 0 R >>`,
      ),
      object(11 + 2 * n, stream(typeof page === 'string' ? shows(page) : page)),
    ]),
  ];
  const locked = isLocked ? ` /Encrypt 4 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]` : '';
  const trailer = `trailer\n<< /Size ${12 + 2 * pages.length} /Root 1 0 R${locked} >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...objects, Buffer.from(trailer)]);
}
