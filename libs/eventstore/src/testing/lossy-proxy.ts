import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy in front of an event store that can lose what the store answers, or cut its connections. */
export interface LossyProxy {
  readonly connectionString: string;
  /** From now on what the store sends is thrown away; what is sent to it arrives. */
  loseAnswers(): void;
  /** Answers pass again, on new connections. */
  recover(): void;
  cut(): void;
  stop(): Promise<void>;
}

export async function lossyProxy(connectionString: string): Promise<LossyProxy> {
  const target = new URL(connectionString.replace(/^esdb:/, 'http:'));
  const sockets = new Set<Socket>();
  let losing = false;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const store = connect(Number(target.port), target.hostname);
    for (const socket of [client, store]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        store.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    client.pipe(store);
    store.on('data', (bytes) => {
      if (!losing) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: `esdb://127.0.0.1:${port}${target.search}`,
    loseAnswers: () => {
      losing = true;
    },
    recover: () => {
      losing = false;
      cut();
    },
    cut,
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
