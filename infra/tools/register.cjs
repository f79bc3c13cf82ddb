'use strict';
// Lets the tools be TypeScript and use the libraries by name: `node -r ./infra/tools/register.cjs infra/tools/x.ts`.
const { transformFileSync } = require('@swc/core');
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

Module._extensions['.ts'] = (module, file) => {
  module._compile(transformFileSync(file, options).code, file);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveFilename(request, ...rest) {
  const library = /^@annals\/([a-z-]+)$/.exec(request)?.[1];
  const source = library === undefined ? undefined : path.join(root, 'libs', library, 'src', 'index.ts');
  return resolve.call(this, source !== undefined && fs.existsSync(source) ? source : request, ...rest);
};
process.setSourceMapsEnabled(true);
