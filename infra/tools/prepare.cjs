#!/usr/bin/env node
'use strict';
// Makes a clone ready to run: packages installed, sources built. Used by every npm script that needs them.
// `--packages` installs only. Prints the path of the Node that runs Annals on stdout (the script in package.json
// executes it) and its progress on stderr. Plain JavaScript for Node >= 20, because it runs before anything is
// installed, on whatever Node the machine has.
const path = require('node:path');
const { install, isInstalled } = require('./prepare/install.cjs');
const { build } = require('./prepare/build.cjs');
const { runtime } = require('./prepare/runtime.cjs');
const { exclusively } = require('./prepare/exclusively.cjs');

const root = path.resolve(__dirname, '..', '..');

async function prepare() {
  // Two at once (npm start beside npm test) would install over each other.
  await exclusively(root, async () => {
    if (!isInstalled(root)) await install(root);
    if (!process.argv.includes('--packages')) await build(root, runtime(root));
  });
  process.stdout.write(`${runtime(root)}\n`);
}

prepare().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
