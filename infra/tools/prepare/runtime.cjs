'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/**
 * The Node that runs everything: the pinned one of the npm package, else (no such package for this platform) the
 * machine's own from 24.9 on.
 * @param {string} root
 * @returns {string} absolute path
 */
function runtime(root) {
  const shipped = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  const pinned = path.join(root, 'node_modules', '.bin', 'node');
  // npm <= 10 loses the link, and a killed install may not have made it yet.
  if (fs.existsSync(shipped) && !fs.existsSync(pinned)) {
    spawnSync(process.execPath, [path.join(root, 'infra', 'tools', 'link-node.cjs')], { stdio: ['ignore', 2, 2] });
  }
  if (fs.existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 9)) return process.execPath;
  throw new Error(
    `Annals needs Node 24.9 or newer here: npm has no Node for ${process.platform}-${process.arch}, and this is ${process.versions.node}.`,
  );
}

module.exports = { runtime };
