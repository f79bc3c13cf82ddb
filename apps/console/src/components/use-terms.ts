import { useOrganization } from '../app/frame/frame-context';
import { inTerms } from '../format/words';

/** Says words about workspaces as the organization calls them (X7). */
export function useTerms(): (words: string) => string {
  const { terms } = useOrganization().membership;
  return (words) => inTerms(terms.workspace, words);
}
