// Makes one file of each process that serves, out of what was built: dist/bundled/<name>.js. Loading two thousand files
// takes two thirds of the processor time of a start. What comes from packages is a file of its own without a source map,
// which Node would read at every start.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const dist = path.join(root, 'dist');
const PROCESSES = ['api', 'projector', 'worker'];
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
    delete files['packages.js.map'];
    const { packages } = Object.fromEntries(Object.values(files).map((file) => [file.name, file]));
    packages.code = packages.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
  },
};

const build = await rolldown({
  input: Object.fromEntries(PROCESSES.map((name) => [name, path.join(dist, 'apps', name, 'src/main.js')])),
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
  codeSplitting: { groups: [{ name: 'packages', test: /node_modules/ }] },
  plugins: [packagesWithoutMap],
});
await build.close();
