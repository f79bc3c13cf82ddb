import { refused, routes } from '@annals/contracts';
import {
  allowedIn,
  type Arrived,
  credentialsOf,
  Incoming,
  AppGrants,
  Memberships,
  On,
  Principals,
  type Principal,
} from '@annals/platform';
import { concerns } from '@annals/vault';
import type { Moved } from '@annals/views';
import { Controller, type MessageEvent, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  asyncScheduler,
  concatMap,
  endWith,
  filter,
  from,
  ignoreElements,
  interval,
  map,
  merge,
  takeUntil,
  takeWhile,
  throttleTime,
  type Observable,
} from 'rxjs';
import { endedBecause } from './ended';
import { LiveFeed } from './live-feed';
import { MOVE_PAUSE_MS, movesOf } from './moves';

/** Proxies close silent connections, and a session that expires tells nobody: both are looked at this often. */
const HEARTBEAT_MS = 5_000;

const HEARTBEAT: MessageEvent = { type: 'heartbeat', data: {} };

interface Listening {
  readonly request: FastifyRequest;
  readonly principal: Principal | undefined;
  readonly concerns: (moved: Moved) => boolean;
  /** Of an organization: only for who may see it. */
  readonly organizationId?: string;
}

/**
 * Server-sent events `moved { view, position }`: a view moved, fetch it again with `Min-Position`. Nothing of its
 * content is sent. The last one is `ended { code }`, as soon as who listens may not any more: their session or key was
 * revoked, or they were removed.
 */
@Controller()
export class LiveController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly principals: Principals,
    readonly memberships: Memberships,
    readonly appGrants: AppGrants,
  ) {}

  @On(routes.installation.listenToOrganization)
  organization(
    @Incoming() { asked, caller: { principal } }: Arrived<typeof routes.installation.listenToOrganization>,
    @Req() request: FastifyRequest,
  ): Observable<MessageEvent> {
    const { organizationId } = asked;
    return this.stream({
      request,
      principal,
      organizationId,
      concerns: (moved) => moved.organizations.includes(organizationId),
    });
  }

  @On(routes.installation.listenToMe)
  me(
    @Incoming() { caller: { principal } }: Arrived<typeof routes.installation.listenToMe>,
    @Req() request: FastifyRequest,
  ): Observable<MessageEvent> {
    return this.stream({ request, principal, concerns: (moved) => moved.accounts.includes(principal?.id ?? '') });
  }

  private stream(listening: Listening): Observable<MessageEvent> {
    const moves = movesOf(this.feed.moved, listening.concerns).pipe(
      map(({ view, position }): MessageEvent => ({ type: 'moved', data: { view, position } })),
    );
    const beats = interval(HEARTBEAT_MS).pipe(map(() => HEARTBEAT));
    const isEnding = this.feed.moved.pipe(ignoreElements(), endWith(true));
    return merge(moves, beats, this.looks(listening)).pipe(
      takeUntil(isEnding),
      concatMap((message) => from(this.unlessEnded(listening, message))),
      takeWhile(({ type }) => type !== 'ended', true),
    );
  }

  /** Something ended that may be what this listener came in by: a look at once, said as a heartbeat when it was not. */
  private looks({ principal, organizationId }: Listening): Observable<MessageEvent> {
    const ended = this.feed.ended.pipe(
      filter((what) => what === undefined || (principal !== undefined && concerns(what, principal))),
    );
    const changed = this.feed.peopleChanged.pipe(
      filter((id) => id === organizationId),
      throttleTime(MOVE_PAUSE_MS, asyncScheduler, { leading: true, trailing: true }),
    );
    return merge(ended, changed).pipe(map(() => HEARTBEAT));
  }

  private async unlessEnded(listening: Listening, message: MessageEvent): Promise<MessageEvent> {
    const code = await endedBecause(() => this.mustBeAllowed(listening));
    return code === undefined ? message : { type: 'ended', data: { code } };
  }

  /** @throws Refused UNAUTHENTICATED, API_KEY_EXPIRED, ORG_NOT_FOUND, FORBIDDEN */
  private async mustBeAllowed({ request, organizationId }: Listening): Promise<void> {
    const carried = credentialsOf(request);
    const principal = typeof carried === 'object' ? await this.principals.authenticate(carried) : undefined;
    if (!principal) throw refused('UNAUTHENTICATED');
    if (organizationId === undefined) return;
    const { permissions } = await allowedIn(this, organizationId, principal);
    if (!permissions.has('org:read')) throw refused('FORBIDDEN');
  }
}
