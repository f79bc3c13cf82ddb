/** Once: what runs is ended, and reported. A second time ends this program itself. */
export function stoppedByUser(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      stopping.abort();
    });
  return stopping.signal;
}
