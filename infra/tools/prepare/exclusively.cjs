'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ownerOf(lock) {
  try {
    return Number(fs.readFileSync(lock, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whoever holds a lock that long is gone, and its pid belongs to somebody else by now. */
const LONGEST_MS = 15 * 60_000;

function isStale(lock, owner) {
  if (!isAlive(owner)) return true;
  try {
    return Date.now() - fs.statSync(lock).mtimeMs > LONGEST_MS;
  } catch (error) {
    if (error.code === 'ENOENT') return false; // given free this moment
    throw error;
  }
}

/** Creates the lock with its content in one step (a link), so that nobody reads it half written. */
function take(lock) {
  const draft = `${lock}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * Runs `work` while no other process prepares this clone. The lock lives outside of it: `npm ci` empties node_modules.
 * @param {string} root
 * @param {() => Promise<void>} work
 */
async function exclusively(root, work) {
  const lock = path.join(
    os.tmpdir(),
    `annals-prepare-${process.getuid?.() ?? 0}-${createHash('sha256').update(fs.realpathSync(root)).digest('hex').slice(0, 16)}`,
  );
  let told = false;
  while (!take(lock)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && isStale(lock, owner)) fs.rmSync(lock, { force: true });
    else {
      if (!told) process.stderr.write(`Waiting for another npm script that prepares this clone (pid ${owner}) …\n`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

module.exports = { exclusively };
