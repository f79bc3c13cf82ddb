import type { Route } from '@annals/contracts';
import { Controller, Inject, Res, type StreamableFile, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Incoming, type Arrived } from '../http/arrived';
import { On } from '../http/on';
import { madeOf } from '../http/serve';
import { ListFiles, type List } from './list-files';

/** Makes the controller of a route that gives a list as a file. @param listOf the list that is asked for */
export function serveList<R extends Route, Item>(route: R, listOf: (arrived: Arrived<R>) => List<Item>): Type {
  @Controller()
  class FileController {
    constructor(@Inject(ListFiles) private readonly files: ListFiles) {}

    @On(route)
    serve(@Incoming() arrived: Arrived<R>, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
      return this.files.send(listOf(arrived), arrived, reply);
    }
  }
  return madeOf(FileController, { route });
}
