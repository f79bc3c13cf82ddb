import { node } from './node';

/** Builds what changed first, for tests that start the real processes. @returns whether it could be built */
export const built = async (): Promise<boolean> => (await node('infra/tools/prepare.cjs', [])) === 0;
