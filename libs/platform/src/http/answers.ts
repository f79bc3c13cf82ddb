import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';

/**
 * What a route answers, said once: its status, in a sentence what it is for (the summary of the OpenAPI document;
 * sentences after the first are its description), and the contract of its body, by which the answer is written and
 * described. What it may refuse is told by what it requires and takes.
 */
export function Answers(status: number, sentence: string, body?: z.ZodType): MethodDecorator {
  const [, summary = sentence, description] = /^(.*?[.?!])\s+(.*)$/s.exec(sentence) ?? [];
  const answer = { status, description: STATUS_CODES[status] ?? '' };
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary: summary.replace(/\.$/, ''), ...(description === undefined ? {} : { description }) }),
    ...(body === undefined
      ? [ApiResponse(answer)]
      : [ApiResponse({ ...answer, standardSchema: body }), SerializeOptions({ schema: body })]),
  );
}
