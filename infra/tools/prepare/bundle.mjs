// Makes one file of each process that serves and of the command line, out of what was built: dist/bundled/<name>.js.
// Loading two thousand files takes two thirds of the processor time of a start. What comes from packages is a file of its own without a source map,
// which Node would read at every start.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const dist = path.join(root, 'dist');
const MAINS = {
  api: 'apps/api/src/main.js',
  projector: 'apps/projector/src/main.js',
  worker: 'apps/worker/src/main.js',
  extract: 'libs/automation/src/reading/extract-process.service.js',
  annals: 'apps/cli/src/main.js',
  rebuild: 'apps/projector/src/rebuild.js',
  'finish-restore': 'apps/worker/src/finish-restore.js',
};
/** Binaries, and packages that others use where they are installed. */
const EXTERNAL = [
  '@node-rs/argon2',
  'pg-native',
  'class-transformer',
  'class-validator',
  /^@nestjs\/(microservices|websockets|platform-express)/,
  '@fastify/view',
  '@fastify/multipart',
];

/** What was built has maps of its own, so that a stack names the lines that people wrote. */
const ours = {
  name: 'ours',
  load: (file) =>
    file.startsWith(dist) && file.endsWith('.js')
      ? { code: readFileSync(file, 'utf8'), map: readFileSync(`${file}.map`, 'utf8') }
      : undefined,
};
const packagesWithoutMap = {
  name: 'packages-without-map',
  generateBundle(_options, files) {
    for (const file of Object.values(files).filter(
      ({ type, name }) => type === 'chunk' && name.startsWith('packages'),
    )) {
      delete files[`${file.fileName}.map`];
      file.code = file.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
    }
  },
};

const build = await rolldown({
  input: Object.fromEntries(Object.entries(MAINS).map(([name, file]) => [name, path.join(dist, file)])),
  platform: 'node',
  cwd: root,
  external: EXTERNAL,
  plugins: [ours],
  logLevel: 'warn',
});
await build.write({
  dir: path.join(dist, 'bundled'),
  cleanDir: true,
  format: 'cjs',
  keepNames: true, // errors and modules of Nest are told apart by the names of their classes
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  codeSplitting: { groups: [{ name: 'packages', test: /node_modules/, entriesAware: true }] },
  plugins: [packagesWithoutMap],
});
await build.close();
