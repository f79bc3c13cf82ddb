'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./run.cjs');

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes node_modules/.package-lock.json as its last step,
 * so a killed install counts as none. Packages of other platforms (optional) may be missing, but not in another
 * version.
 * @param {string} root
 */
function isInstalled(root) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const found = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing: this is no complete clone of Annals.');
  if (found === undefined) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (!name.startsWith('node_modules/')) return true; // the root and its workspaces
    const there = found[name];
    return there === undefined
      ? entry.optional === true || entry.devOptional === true
      : there.version === entry.version;
  });
}

/** @param {string} root */
async function install(root) {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional'];
  await run({
    title: 'Installing packages (about a minute, once)',
    failure: 'The packages could not be installed (npm ci failed, see above).',
    command: npm === undefined ? 'npm' : process.execPath,
    args: npm === undefined ? args : [npm, ...args],
    cwd: root,
  });
}

module.exports = { install, isInstalled };
