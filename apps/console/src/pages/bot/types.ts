import type { Bot, BotVersion, BotVersions } from '@annals/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';

export type AnyBot = z.output<typeof Bot>;
export type AnyVersion = z.output<typeof BotVersion>;
export type VersionsRead = UseQueryResult<z.output<typeof BotVersions>>;
