import { pathOf, routes, ViewMoved } from '@annals/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { positions } from './positions';
import { standingStill } from './standing-still';

/** Whether the server's news reach us, and since when they do not. */
export type LiveState = { live: true } | { live: false; since: number };

interface Listener {
  organizationId: string;
  client: QueryClient;
  onState: (state: LiveState) => void;
}

const gather = 400;
const reconnect = 3_000;
/** The server's heart beats every 5 s: three missed ones and the connection is dead, whatever the browser thinks. */
const silence = 15_000;

/**
 * Listens to an organization: every message moves the position that later reads must show, and has what is on screen
 * fetched again (gathered for 0.4 s).
 * @returns stops listening
 */
export function listen(listener: Listener): () => void {
  const connection = new Connection(listener);
  connection.open();
  return () => {
    connection.close();
  };
}

class Connection {
  #source: EventSource | undefined;
  #refresh: number | undefined;
  #again: number | undefined;
  #watch: number | undefined;
  #live = true;

  constructor(private readonly listener: Listener) {}

  open(): void {
    this.#source?.close();
    const { organizationId } = this.listener;
    const source = new EventSource(pathOf(routes.installation.listenToOrganization, { organizationId }));
    this.#source = source;
    source.addEventListener('open', () => {
      this.#heard();
    });
    source.addEventListener('heartbeat', () => {
      this.#heard();
    });
    source.addEventListener('moved', (event: MessageEvent<string>) => {
      this.#moved(event.data);
    });
    source.addEventListener('ended', () => {
      this.#ended();
    });
    source.addEventListener('error', () => {
      this.#lost(source);
    });
  }

  close(): void {
    this.#source?.close();
    [this.#refresh, this.#again, this.#watch].forEach((timer) => {
      window.clearTimeout(timer);
    });
  }

  #moved(data: string): void {
    this.#heard();
    const message = ViewMoved.safeParse(JSON.parse(data));
    if (!message.success) return;
    positions.remember(this.listener.organizationId, message.data.position);
    standingStill.forget(this.listener.organizationId);
    this.#refresh ??= window.setTimeout(() => {
      this.#refetch();
    }, gather);
  }

  #refetch(): void {
    this.#refresh = undefined;
    void this.listener.client.invalidateQueries({ queryKey: ['org', this.listener.organizationId] });
  }

  #heard(): void {
    window.clearTimeout(this.#watch);
    this.#watch = window.setTimeout(() => {
      this.#down();
      this.open();
    }, silence);
    if (this.#live) return;
    this.#live = true;
    this.listener.onState({ live: true });
    this.#refetch();
  }

  #down(): void {
    if (!this.#live) return;
    this.#live = false;
    this.listener.onState({ live: false, since: Date.now() });
  }

  #lost(source: EventSource): void {
    this.#down();
    // A broken connection is opened again by the browser, a refused one is closed for good: perhaps the session or the
    // membership has ended.
    if (source.readyState === EventSource.CLOSED) this.#ended();
  }

  /**
   * The server tells no more: asking it once says why, and whoever hears the answer leaves the page
   * (`access-ended.ts`).
   */
  #ended(): void {
    this.#source?.close();
    window.clearTimeout(this.#watch);
    this.#down();
    const { client, organizationId } = this.listener;
    void client.invalidateQueries({ queryKey: ['me'] });
    void client.invalidateQueries({ queryKey: ['org', organizationId, 'membership'] });
    window.clearTimeout(this.#again);
    this.#again = window.setTimeout(() => {
      this.open();
    }, reconnect);
  }
}
