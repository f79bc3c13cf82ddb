import { Client } from 'pg';
import { explainConnection } from '../log/connection';

/** A connection of its own, which ends with the transaction's last word. @throws StorageRefused with one sentence */
export async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'annals backup',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {
    /* a lost connection also rejects the statement that we wait for */
  });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw explainConnection(databaseUrl, cause);
  }
}
