// Runs a process of the product straight from its sources: node run-typescript.cjs apps/x/src/main.ts [arguments…]
// Node's own type stripping knows neither our decorators nor imports without extensions; the build would test yesterday's code.
const Module = require('node:module');
const path = require('node:path');
const { transformFileSync } = require('@swc/core');

const root = path.resolve(__dirname, '../../..');
const options = {
  swcrc: false, sourceMaps: 'inline', module: { type: 'commonjs', ignoreDynamic: true },
  jsc: { target: 'es2023', keepClassNames: true, parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } },
};
Module._extensions['.ts'] = (module, filename) => { module._compile(transformFileSync(filename, options).code, filename); };

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const lib = /^@annals\/([^/]+)$/.exec(request);
  return resolve.call(this, lib === null ? request : path.join(root, 'libs', lib[1], 'src/index.ts'), ...rest);
};

process.setSourceMapsEnabled(true);
process.argv.splice(1, 1); // the process sees its own arguments only
process.argv[1] = path.resolve(process.argv[1]);
require(process.argv[1]);
