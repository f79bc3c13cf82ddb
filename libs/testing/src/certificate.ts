import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate for a server on this machine; it is its own authority, so clients get it as `tlsCAFile`. */
export interface TestCertificate {
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: string;
  /** The same in files. */
  readonly certificateFile: string;
  readonly privateKeyFile: string;
  /** Removes the files. Call it in `afterAll`. */
  remove(): void;
}

/** Makes a certificate for localhost and 127.0.0.1 (about 0.1 s). */
export async function testCertificate(): Promise<TestCertificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), 'annals-test-certificate-'));
  const [certificateFile, privateKeyFile] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  writeFileSync(certificateFile, cert);
  writeFileSync(privateKeyFile, key, { mode: 0o600 });
  return {
    certificate: cert,
    privateKey: key,
    certificateFile,
    privateKeyFile,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
