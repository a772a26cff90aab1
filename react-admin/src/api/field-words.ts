import { translate } from '../i18n/provider';
import { wordsOf } from './field-messages';

/** A field's error in the reader's language; the service's own words where there is no translation. */
export function fieldWords(message: string): string {
  const words = wordsOf(message);
  return words ? translate(`fieldErrors.${words.key}`, words.arguments) : message;
}
