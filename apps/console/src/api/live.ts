import { ViewMoved } from '@annals/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { positions } from './positions';

/** Whether the server's news reach us, and since when they do not. */
export type LiveState = { live: true } | { live: false; since: number };

interface Listener { organizationId: string; client: QueryClient; onState: (state: LiveState) => void }

const gather = 400;
const reconnect = 3_000;

/**
 * Listens to an organization: every message moves the position that later reads must show, and has what is on screen fetched again (gathered for 0.4 s).
 * @returns stops listening
 */
export function listen({ organizationId, client, onState }: Listener): () => void {
  let source: EventSource | undefined;
  let refresh: number | undefined;
  let again: number | undefined;
  let state: LiveState = { live: true };
  const change = (next: LiveState) => { if (next.live !== state.live) onState(state = next); };

  const refetch = () => {
    refresh = undefined;
    void client.invalidateQueries({ queryKey: ['org', organizationId] });
  };
  const moved = (event: MessageEvent<string>) => {
    const message = ViewMoved.safeParse(JSON.parse(event.data));
    if (!message.success) return;
    positions.remember(organizationId, message.data.position);
    refresh ??= window.setTimeout(refetch, gather);
  };
  const connect = () => {
    source = new EventSource(`/api/v1/organizations/${organizationId}/live`);
    source.onopen = () => { if (!state.live) refetch(); change({ live: true }); };
    source.onmessage = moved;
    source.onerror = () => {
      change({ live: false, since: Date.now() });
      // A refused connection is closed for good by the browser, a broken one it opens again by itself.
      if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(connect, reconnect);
    };
  };
  connect();
  return () => { source?.close(); window.clearTimeout(refresh); window.clearTimeout(again); };
}
