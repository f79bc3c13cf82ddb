import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { MEMORY_MB, OUT_OF_MEMORY, type Document, type Extraction } from './extraction';
import { extract } from './extract.service';

/**
 * A process that reads what strangers wrote: it knows nothing, has no secrets, and is ended from outside when it takes
 * too long. It reads in a second thread, so that the first one sees how much memory that takes while it does.
 */
const LOOK_MS = 50;

function watch(): void {
  const reader = new Worker(__filename, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB.heap } });
  const outOfMemory = (): never => process.exit(OUT_OF_MEMORY);
  reader.on('error', outOfMemory);
  reader.on('message', (extraction: Extraction) => process.send?.(extraction));
  process.on('message', (document: Document) => reader.postMessage(document));
  process.on('disconnect', () => process.exit(0));
  setInterval(() => {
    if (process.memoryUsage.rss() > MEMORY_MB.process * 1024 * 1024) outOfMemory();
  }, LOOK_MS);
}

function read(): void {
  parentPort?.on('message', (document: Document) => {
    void extract(document).then((extraction) => parentPort?.postMessage(extraction));
  });
}

if (isMainThread) watch();
else read();
