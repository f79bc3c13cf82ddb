import type { Config } from '@annals/config';
import { nameOf, type Route, type UnwrittenAnswerOf } from '@annals/contracts';
import { Controller, Inject, Res, type Type } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { CONFIG } from '../connections';
import { Incoming, type Arrived } from './arrived';
import { CurrentDevice, type Device } from './current-device';
import { On } from './on';
import { clearSessionCookie, setSessionCookie } from './session-cookie';

/** What a command came to that begins or ends the session of a browser. */
interface OfSession {
  /** Of a session that began: it goes into the cookie, never into the answer. `null`: the session ended. */
  readonly sessionToken?: string | null;
}

type Outcome<R extends Route> = OfSession & (UnwrittenAnswerOf<R> extends void ? unknown : UnwrittenAnswerOf<R>);

/** A controller that was made from a route. */
export interface ServedSession<R extends Route> {
  serve(arrived: Arrived<R>, device: Device, reply: FastifyReply): Promise<UnwrittenAnswerOf<R> | undefined>;
}

const atOnce = <T>(work: () => Promise<T>): Promise<T> => work();

/**
 * As `serve`, for the routes that give a browser its session or take it away: what the command says of it becomes the
 * cookie beside the answer.
 *
 *     export const VerifyUserController = serveSession(
 *       routes.identity.verifyUser,
 *       ({ asked, context }, device) => new VerifyUserCommand({ ...asked, device }, context),
 *     );
 *
 * @param carryOut how the command is carried out, where how long it takes must not tell anything
 */
export function serveSession<R extends Route>(
  route: R,
  carrier: (arrived: Arrived<R>, device: Device) => Command<Outcome<R>>,
  carryOut?: typeof atOnce,
): Type<ServedSession<R>>;
export function serveSession<R extends Route>(
  route: R,
  carrier: (arrived: Arrived<R>, device: Device) => Command<OfSession>,
  carryOut = atOnce,
): Type {
  @Controller()
  class SessionController {
    constructor(
      @Inject(CommandBus) private readonly commands: CommandBus,
      @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    ) {}

    @On(route)
    async serve(
      @Incoming() arrived: Arrived<R>,
      @CurrentDevice() device: Device,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<unknown> {
      const command = carrier(arrived, device);
      const { sessionToken, ...answer } = await carryOut(() => this.commands.execute(command));
      if (sessionToken === null) clearSessionCookie(reply, this.config.publicUrl);
      else if (sessionToken !== undefined) setSessionCookie(reply, sessionToken, this.config.publicUrl);
      return route.answer === undefined ? undefined : answer;
    }
  }
  Object.defineProperty(SessionController, 'name', { value: `${nameOf(route)} (${route.method} ${route.path})` });
  return SessionController;
}
