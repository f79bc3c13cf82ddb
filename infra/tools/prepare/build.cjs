'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./run.cjs');

const isSource = (file) => !/\.spec\.tsx?$/.test(file);

/** All files below the given files and folders, relative to root, without what is built or installed. */
function filesOf(root, places) {
  const visit = (place) => {
    const full = path.join(root, place);
    if (!fs.existsSync(full)) return [];
    if (!fs.statSync(full).isDirectory()) return [place];
    return fs
      .readdirSync(full)
      .filter((name) => name !== 'node_modules' && name !== 'dist')
      .sort()
      .flatMap((name) => visit(path.join(place, name)));
  };
  return places.flatMap(visit).filter(isSource);
}

/** A fingerprint of sources: names, sizes, times of change. */
function fingerprint(root, places) {
  const hash = createHash('sha256');
  for (const file of filesOf(root, places)) {
    const { size, mtimeMs } = fs.statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const readOr = (file, otherwise) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : otherwise);

/** Removes outputs whose source is gone: a process would still load them. */
function prune(root) {
  const visit = (folder) => {
    for (const name of fs.readdirSync(folder)) {
      const file = path.join(folder, name);
      if (fs.statSync(file).isDirectory()) visit(file);
      else if (/\.js(\.map)?$/.test(name)) {
        const source = path.join(root, path.relative(path.join(root, 'dist'), file)).replace(/\.js(\.map)?$/, '.ts');
        if (!fs.existsSync(source)) fs.rmSync(file);
      }
    }
  };
  for (const folder of ['apps', 'libs'].map((name) => path.join(root, 'dist', name)))
    if (fs.existsSync(folder)) visit(folder);
}

const server = {
  title: 'Building the processes',
  failure: 'The processes could not be built (see above).',
  stamp: 'dist/.server',
  sources: [
    'apps/api',
    'apps/projector',
    'apps/worker',
    'apps/eventstore',
    'apps/cli',
    'libs',
    '.swcrc',
    'nest-cli.json',
    'tsconfig.base.json',
    'tsconfig.build.json',
    'package-lock.json',
  ],
  command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api'],
};
const bundles = {
  title: 'Bundling the processes',
  failure: 'The processes could not be bundled (see above).',
  stamp: 'dist/.bundled',
  sources: [...server.sources, 'infra/tools/prepare/bundle.mjs'],
  command: ['infra/tools/prepare/bundle.mjs'],
};
const console_ = {
  title: 'Building the console',
  failure: 'The console could not be built (see above).',
  stamp: 'dist/.console',
  folder: 'apps/console',
  sources: ['apps/console', 'libs/contracts', 'libs/kernel', 'tsconfig.base.json', 'package-lock.json'],
  command: ['node_modules/vite/bin/vite.js', 'build'],
};

async function buildOne(root, node, part) {
  const stamp = path.join(root, part.stamp);
  const now = fingerprint(root, part.sources);
  if (readOr(stamp, '') === now) return;
  const env = {
    ...process.env,
    PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  };
  const [script, ...args] = part.command;
  await run({
    title: part.title,
    failure: part.failure,
    command: node,
    args: [path.join(root, script), ...args],
    cwd: path.join(root, part.folder ?? '.'),
    env,
  });
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, now);
}

/**
 * Builds what changed since the last build.
 * @param {string} root
 * @param {string} node the Node that runs the compilers
 */
async function build(root, node) {
  await buildOne(root, node, server);
  prune(root);
  await buildOne(root, node, bundles);
  if (fs.existsSync(path.join(root, 'apps/console/vite.config.ts'))) await buildOne(root, node, console_);
}

module.exports = { build };
