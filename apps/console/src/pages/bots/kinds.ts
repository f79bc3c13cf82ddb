import type { BotKind } from '@annals/contracts';

export const kindWords: Readonly<Record<BotKind, string>> = { rpa: 'RPA bot', chat_agent: 'Chat agent' };
