import type { AnyVersion } from './types';

const shareOf = ({ ended, succeeded }: Pick<AnyVersion, 'ended' | 'succeeded'>): number | undefined =>
  ended === 0 ? undefined : succeeded / ended;

/**
 * The version that it would help to go back to: the newest one of before under which most runs went well, where most
 * do not under the one in use.
 */
export function betterVersion(versions: readonly AnyVersion[]): AnyVersion | undefined {
  const inUse = versions.find((each) => each.inUse);
  const now = inUse && shareOf(inUse);
  if (inUse === undefined || now === undefined || now > 0.5) return undefined;
  return versions.find((each) => each.version < inUse.version && (shareOf(each) ?? 0) > 0.5);
}
