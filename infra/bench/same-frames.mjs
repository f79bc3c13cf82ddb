// The limit of reading by the official client: a server that has every answer ready, the first thousand events of a log
// again and again.
import { createServer } from 'node:http2';
import { createRequire } from 'node:module';
import pg from 'pg';

const { encodeSupportedMethods } = createRequire(import.meta.url)('../../dist/apps/eventstore/src/rpc/about.js');
const [databaseUrl, events] = [process.argv[2], Number(process.argv[3])];
const REPEATED = 1000;

const message = (frame) => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(frame.length, 1);
  return Buffer.concat([prefix, frame]);
};

const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
const { rows } = await client.query(`select frame from eventstore.events order by position limit ${REPEATED}`);
await client.end();
const page = Buffer.concat(rows.map(({ frame }) => message(frame)));
const features = message(encodeSupportedMethods());

function answer(stream) {
  let left = events / REPEATED;
  const go = () => {
    for (; left > 0; left -= 1)
      if (!stream.write(page)) {
        left -= 1;
        stream.once('drain', go);
        return;
      }
    stream.end();
  };
  go();
}

const server = createServer();
server.on('stream', (stream, { ':path': path }) => {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.on('error', () => {
    /* the client left */
  });
  stream.resume();
  if (path.endsWith('GetSupportedMethods')) stream.end(features);
  else answer(stream);
});
server.listen(0, '127.0.0.1', () => process.send({ type: 'ready', port: server.address().port }));
process.once('SIGTERM', () => process.exit(0));
