'use strict';
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const swc = require('@swc/core');
const swcJest = require('@swc/jest');

const IMPORT = /\bfrom\s+'([^']+)'/g;
const SYNTAX = { syntax: 'typescript', decorators: true };
const ALL_OF = /^export \* from '(\.[^']+)';$/gm;

/** The names that are there at run time of a declaration that is exported: none of a type. */
function declared({ type, identifier, declarations = [] }) {
  if (type === 'VariableDeclaration') return declarations.flatMap(({ id }) => namesIn(id));
  return /^(Class|Function|TsEnum)Declaration$/.test(type) ? [(identifier ?? declarations.id).value] : [];
}

function namesIn(pattern) {
  if (pattern.type === 'Identifier') return [pattern.value];
  throw new Error(`What is exported by a pattern (${pattern.type}) has no one name: give each a line of its own.`);
}

const known = new Map();

/** The names that a module gives at run time. */
function namesOf(file) {
  const source = readFileSync(file, 'utf8');
  if (known.get(file)?.source !== source) known.set(file, { source, items: swc.parseSync(source, SYNTAX).body });
  const { items } = known.get(file);
  return items.flatMap((item) => {
    if (item.type === 'ExportDeclaration') return declared(item.declaration);
    if (item.type === 'ExportAllDeclaration') return namesOf(fileOf(file, item.source.value));
    if (item.type !== 'ExportNamedDeclaration' || item.typeOnly) return [];
    return item.specifiers
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ orig, exported }) => (exported ?? orig).value);
  });
}

/** The file that another one names by a relative path. */
function fileOf(from, path) {
  const whole = join(dirname(from), path);
  return [`${whole}.ts`, join(whole, 'index.ts')].find((file) => existsSync(file)) ?? whole;
}

/** `export *` loads a module to see what is in it: here its names are said instead. */
const spelled = (source, file) =>
  source.replace(ALL_OF, (_, path) => `export { ${namesOf(fileOf(file, path)).join(', ')} } from '${path}';`);

/**
 * Transforms as @swc/jest does, but a module that is imported is loaded when something of it is used first. A spec of
 * one decision needs a few of the hundreds of contracts, and making them all takes longer than what it tests.
 */
module.exports = {
  createTransformer(options) {
    const { module, ...others } = options;
    const plain = swcJest.createTransformer(options);
    const version = createHash('sha1').update(readFileSync(__filename)).update(JSON.stringify(options)).digest('hex');
    return {
      process(source, file, jest) {
        const whole = spelled(source, file);
        const lazy = [...whole.matchAll(IMPORT)].map(([, path]) => path);
        return swcJest.createTransformer({ ...others, module: { ...module, lazy } }).process(whole, file, jest);
      },
      getCacheKey: (source, file, jest) =>
        createHash('sha1')
          .update(version)
          .update(plain.getCacheKey(spelled(source, file), file, jest))
          .digest('hex'),
    };
  },
};
