import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the name of a file durable: syncing the file alone keeps what it holds, but not that its folder lists it. */
export async function syncFolderOf(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
