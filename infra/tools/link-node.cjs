'use strict';
// Root "postinstall". npm <= 10 drops node_modules/.bin/node when a node-* package of another platform is skipped
// (both own a bin called "node"), and the pin silently does nothing: put the link back.
// Plain old JavaScript, because it runs on whatever Node the machine has.
const fs = require('fs');
const path = require('path');

const bin = path.join(__dirname, '..', '..', 'node_modules', '.bin');
const target = path.join('..', 'node-' + process.platform + '-' + process.arch, 'bin', 'node');
if (process.platform !== 'win32' && fs.existsSync(path.join(bin, target))) {
  const link = path.join(bin, 'node');
  let current;
  try {
    current = fs.readlinkSync(link);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EINVAL') throw error;
  }
  if (current !== target) {
    fs.rmSync(link, { force: true });
    fs.symlinkSync(target, link);
  }
}
