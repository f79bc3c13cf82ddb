// Subscribers of $all, from its end, that count what they get and decode nothing: a hundred of the official client
// would need several machines.
import { connect } from 'node:http2';

const [port, count] = [process.argv[2], Number(process.argv[3])];
// ReadReq { options { all { end }, subscription, no_filter, uuid_option { string } } }, with the prefix of a gRPC
// message.
const OPTIONS = [0x12, 0x02, 0x1a, 0x00, 0x32, 0x00, 0x42, 0x00, 0x4a, 0x02, 0x12, 0x00];
const REQUEST = Buffer.from([0, 0, 0, 0, OPTIONS.length + 2, 0x0a, OPTIONS.length, ...OPTIONS]);
/** The first byte of an answer says what it is; field 1 is an event. */
const EVENT = 0x0a;
const counts = new Array(count).fill(0);

function subscribe(index) {
  return new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`).once('error', reject);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Read',
      'content-type': 'application/grpc+proto',
      te: 'trailers',
    });
    let rest = Buffer.alloc(0);
    stream.on('data', (chunk) => {
      let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let end; bytes.length >= 5 && (end = 5 + bytes.readUInt32BE(1)) <= bytes.length; bytes = bytes.subarray(end))
        if (bytes[5] === EVENT) counts[index] += 1;
      rest = bytes;
    });
    stream.once('data', resolve).once('error', reject).end(REQUEST);
    stream.on('trailers', (trailers) => {
      throw new Error(`A subscription ended: ${trailers['grpc-status']} ${trailers['grpc-message']}`);
    });
  });
}

await Promise.all(counts.map((_, index) => subscribe(index)));
process.send({ type: 'ready', port });
process.on('message', () => process.send({ type: 'counts', least: Math.min(...counts), most: Math.max(...counts) }));
process.once('SIGTERM', () => process.exit(0));
