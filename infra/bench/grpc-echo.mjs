// The limit of P3: one unary call of grpc-js that sends back the bytes it got. No protocol buffers, no work.
import { Server, ServerCredentials } from '@grpc/grpc-js';

const same = (bytes) => bytes;
const server = new Server();
server.addService(
  {
    echo: {
      path: '/bench/Echo',
      requestStream: false,
      responseStream: false,
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    },
  },
  { echo: (call, callback) => callback(null, call.request) },
);
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.send({ type: 'ready', port });
});
process.once('SIGTERM', () => process.exit(0));
