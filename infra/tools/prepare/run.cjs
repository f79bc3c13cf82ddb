'use strict';
const { spawn } = require('node:child_process');

/**
 * Runs a program with everything it prints on stderr, because our stdout is read by the calling script.
 * Says what it does, and every five seconds that it still does.
 * @param {{ title: string, failure: string, command: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv }}
 * task
 */
function run({ title, failure, command, args, cwd, env = process.env }) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stderr.write(`${title} …\n`);
  const ticker = setInterval(() => {
    process.stderr.write(`  still at it after ${seconds()} s\n`);
  }, 5000);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        printed.push(chunk);
      });
    child.once('error', (cause) => {
      clearInterval(ticker);
      reject(new Error(`${failure} ${cause.message}`, { cause }));
    });
    child.once('close', (code) => {
      clearInterval(ticker);
      if (code === 0) {
        process.stderr.write(`  done in ${seconds()} s\n`);
        resolve();
        return;
      }
      process.stderr.write(Buffer.concat(printed));
      reject(new Error(failure));
    });
  });
}

module.exports = { run };
