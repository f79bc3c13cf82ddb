'use strict';
// Lets the tools be TypeScript and use the libraries by name: `node -r ./infra/tools/register.cjs infra/tools/x.ts`.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const options = {
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

const cache = path.join(root, 'node_modules', '.cache', 'sources');
const version = JSON.stringify([options, require('@swc/core/package.json').version]);

/** Its JavaScript, made once: the tests start processes from hundreds of sources again and again. */
function compiled(file) {
  const source = fs.readFileSync(file, 'utf8');
  const name = createHash('sha1').update(version).update(file).update('\0').update(source).digest('hex');
  const kept = path.join(cache, `${name}.js`);
  if (fs.existsSync(kept)) return fs.readFileSync(kept, 'utf8');
  const { code } = require('@swc/core').transformSync(source, { ...options, filename: file });
  fs.mkdirSync(cache, { recursive: true });
  // Aside, and then renamed: nobody reads half of it.
  fs.writeFileSync(`${kept}.${process.pid}`, code);
  fs.renameSync(`${kept}.${process.pid}`, kept);
  return code;
}

Module._extensions['.ts'] = (module, file) => {
  module._compile(compiled(file), file);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveFilename(request, ...rest) {
  const library = /^@annals\/([a-z-]+)$/.exec(request)?.[1];
  const source = library === undefined ? undefined : path.join(root, 'libs', library, 'src', 'index.ts');
  return resolve.call(this, source !== undefined && fs.existsSync(source) ? source : request, ...rest);
};
process.setSourceMapsEnabled(true);
