import { forgetDraft } from '../pages/organizations/kept-draft';
import { forgetPlaces } from './last-place';

/** Whoever was here keeps nothing in this browser: neither where they were nor what they had begun to write. */
export function forgetHere(): void {
  forgetPlaces();
  forgetDraft();
}
