import { refused } from '@annals/contracts';
import { allowedIn, Caller, credentialsOf, Memberships, Principals, Requires, SignedIn, type RequestFacts } from '@annals/platform';
import { Refused } from '@annals/kernel';
import type { Moved } from '@annals/views';
import { Controller, type MessageEvent, Param, Req, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { concatMap, from, interval, map, merge, type Observable, takeWhile } from 'rxjs';
import { LiveFeed } from './live-feed';
import { movesOf } from './moves';

/** Proxies close silent connections, and an ended session must not go on listening: both are looked at this often. */
const HEARTBEAT_MS = 5_000;

type Signal = { readonly kind: 'moved'; readonly moved: Moved } | { readonly kind: 'heartbeat' };

/** Server-sent events `{ view, position }`: a view moved, fetch it again with `Min-Position`. Nothing of its content is sent. */
@ApiTags('live')
@Controller('api/v1')
export class LiveController {
  constructor(private readonly feed: LiveFeed, private readonly principals: Principals, private readonly memberships: Memberships) {}

  @Sse('organizations/:organizationId/live')
  @Requires('org:read')
  organization(@Param('organizationId') organizationId: string, @Caller() caller: RequestFacts, @Req() request: FastifyRequest): Observable<MessageEvent> {
    const id = organizationId.toLowerCase();
    return this.stream((moved) => moved.organizations.includes(id), () => this.stillAllowed(id, caller, request));
  }

  @Sse('me/live')
  @SignedIn()
  me(@Caller() caller: RequestFacts, @Req() request: FastifyRequest): Observable<MessageEvent> {
    return this.stream((moved) => moved.accounts.includes(caller.principal?.id ?? ''), () => this.sessionLives(request));
  }

  private stream(concerns: (moved: Moved) => boolean, allowed: () => Promise<boolean>): Observable<MessageEvent> {
    const moves = movesOf(this.feed.moved, concerns).pipe(map((moved): Signal => ({ kind: 'moved', moved })));
    const beats = interval(HEARTBEAT_MS).pipe(map((): Signal => ({ kind: 'heartbeat' })));
    return merge(moves, beats).pipe(
      concatMap((signal) => from(allowed().then((yes) => ({ yes, signal })))),
      takeWhile(({ yes }) => yes),
      map(({ signal }) => (signal.kind === 'moved'
        ? { type: 'moved', data: { view: signal.moved.view, position: signal.moved.position } }
        : { type: 'heartbeat', data: {} })),
    );
  }

  private async stillAllowed(organizationId: string, { principal }: RequestFacts, request: FastifyRequest): Promise<boolean> {
    if (!principal) throw refused('UNAUTHENTICATED');
    if (!await this.sessionLives(request)) return false;
    try {
      return (await allowedIn(this.memberships, organizationId, principal)).permissions.has('org:read');
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  private async sessionLives(request: FastifyRequest): Promise<boolean> {
    return (await this.authenticated(request)) !== undefined;
  }

  private async authenticated(request: FastifyRequest) {
    const carried = credentialsOf(request);
    return typeof carried === 'object' ? this.principals.authenticate(carried) : undefined;
  }
}
