'use strict';
const fs = require('node:fs');
const path = require('node:path');

/**
 * Names of the installed packages whose .js files are ES modules: Jest (CommonJS mode) must transform exactly these.
 * @param {string} root the repository root, which holds node_modules
 * @returns {string[]}
 */
module.exports = function esmPackages(root) {
  const found = new Set();
  const names = (folder) =>
    fs
      .readdirSync(folder)
      .filter((entry) => !entry.startsWith('.'))
      .flatMap((entry) =>
        entry.startsWith('@') ? fs.readdirSync(path.join(folder, entry)).map((name) => `${entry}/${name}`) : [entry],
      );
  const visit = (folder) => {
    if (!fs.existsSync(folder)) return;
    for (const name of names(folder)) {
      const manifest = path.join(folder, name, 'package.json');
      if (!fs.existsSync(manifest)) continue;
      if (JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module') found.add(name);
      visit(path.join(folder, name, 'node_modules'));
    }
  };
  visit(path.join(root, 'node_modules'));
  return [...found];
};
